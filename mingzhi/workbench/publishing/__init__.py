"""The forms of the publisher's desk: notices, exemptions, reports of errors, outlets."""
