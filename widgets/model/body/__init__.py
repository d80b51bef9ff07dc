"""A person: health, experiments on a day's scale, drift, and a life of years."""
