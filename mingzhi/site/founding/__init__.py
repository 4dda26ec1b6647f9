"""The first installation: regions, agencies, people and logins of a file, entered through acts."""
