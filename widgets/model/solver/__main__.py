"""Keep the programs as Python source: ``python -m widgets.model.solver``; the build runs it."""

from widgets.model.solver.source import write

if __name__ == "__main__":
    write()
