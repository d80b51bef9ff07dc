"""The teacher's room: collecting, grading and sending home what a class works on.

A *course* (``assignments/`` unless told) holds the assignments and their judges. A *class* is a folder outside the
repository that holds what belongs to people: the roster, what was handed in, the gradebook. Every command works on
both; ``python -m classroom --help`` lists them.

=====================================  =============================================================
``course``                             the assignments of a course, their patients and their judges
``judging``                            the words in which a judge says what is right
``class_folder``                       a class: ``settings``, ``roster``, ``late`` work, safe ``names``
``release``                            what students get
``collecting``                         what comes back: ``platforms`` name it, ``handed_in`` opens it
``converting``                         nbgrader's converters, run from a program
``grading``                            the sandbox, the judge's verdicts, feedback
``marks``                              for Canvas, Moodle and the teacher, over ``csv_files``
``sheet``                              each student's patient and right answers
``quizzes``                            the book's quizzes for Canvas and Moodle
``commands``                           the command line
=====================================  =============================================================
"""
