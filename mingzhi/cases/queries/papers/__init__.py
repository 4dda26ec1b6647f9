"""What a document states: the data of every kind of paper."""
