"""How a course is found: the method, its generated step, and SciPy's solvers beside it."""
