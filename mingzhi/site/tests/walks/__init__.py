"""Cases played through the acts, from opening to archive, and their wrong ways."""
