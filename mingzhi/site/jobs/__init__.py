"""What runs by itself: the table of jobs, and each piece of work that belongs to no one room."""
