"""Safe grading: students' code runs in a sandbox, and what it hands in is judged outside.

==============  ====================================================================================
``reading``     what was handed in, whatever it is
``release``     the assignment as every student got it
``pouring``     a submission, poured into a fresh copy of the release
``sandbox``     what code sees while it runs, and the program that makes it so
``runner``      the one file that enters the sandbox: runs cells and tells what came of them
``running``     runs begun, watched, ended, and begun again without what broke them
``outputs``     what remains of a student's outputs: text, pictures, and the answers as plain data
``marking``     one submission through all of the above, and judged
``gradebook``   the points, entered by nbgrader itself
``grading``     a class: in parallel, resumable
``report``      what it came to
``feedback``    the pages that go home
``protection``  settings that keep nbgrader and formgrader from running what students wrote
``limits``      how much a submission may use
==============  ====================================================================================
"""

from .feedback import write_feedback
from .grading import RISK, grade
from .limits import Limits
from .protection import protection
from .report import STATUSES, Report, Row
from .sandbox import SandboxError

__all__ = [
    "RISK",
    "STATUSES",
    "Limits",
    "Report",
    "Row",
    "SandboxError",
    "grade",
    "protection",
    "write_feedback",
]
