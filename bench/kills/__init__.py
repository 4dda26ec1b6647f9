"""Server processes killed while they write; what is found afterwards."""
