"""What belongs to one person: the party's page, the act code, reports of errors."""
