"""What the model is held against: measurements of people, the paper's results, and the search that fitted it."""
