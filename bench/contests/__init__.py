"""What is contested: pairs of requests at the same instant, one winner each."""
