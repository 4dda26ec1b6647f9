"""The forms of administrators and registrars: people, certificates, logins, bodies, delegations."""
