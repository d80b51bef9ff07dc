"""Explorer of the landing page: a body after a glucose drink, while muscle listens less to insulin."""
