"""The teacher's room: collecting, grading and sending home what a class works on.

A *course* (``assignments/`` unless told) holds the assignments and their judges. A *class* is a folder outside the
repository that holds what belongs to people: the roster, what was handed in, the gradebook. Every command works on
both; ``python -m classroom --help`` lists them.

``course``
    The assignments of a course, their patients and their judges.
``judging``
    The words in which a judge says what is right, and how an answer is held against it.
"""
