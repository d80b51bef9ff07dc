"""The Python package of *When Cells Stop Listening*: the model, the explorers and the quizzes."""

__version__ = "0.1.0"
