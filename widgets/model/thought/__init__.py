"""Thought experiments on a body: a cut wire, insulin that is not heard, compensation, reserve."""
