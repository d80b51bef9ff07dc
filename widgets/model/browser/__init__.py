"""The model in the browser: the module written from the statement, and the JavaScript that solves it."""
