"""Rodas4, a Rosenbrock method for stiff systems: its coefficients.

Hairer & Wanner, Solving Ordinary Differential Equations II (1996), section IV.7: six stages, order 4, L-stable and
stiffly accurate, with an error estimate of order 3.
"""

from __future__ import annotations

from typing import Any

#: Coefficients in the form that needs no product with the Jacobian (``u = gamma * k``).
METHOD: dict[str, Any] = {
    "gamma": 0.25,
    "a": [
        [],
        [1.544],
        [0.9466785280815826, 0.2557011698983284],
        [3.314825187068521, 2.896124015972201, 0.9986419139977817],
        [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950],
    ],
    "c": [
        [],
        [-5.6688],
        [-2.430093356833875, -0.2063599157091915],
        [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
        [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160],
        [
            8.083246795921522,
            -7.981132988064893,
            -31.52159432874371,
            16.31930543123136,
            -6.058818238834054,
        ],
    ],
    # Dense output: y(t + s h) = (1-s) y0 + s (y1 + (1-s) (d2.u + s d3.u)).
    "d2": [
        10.12623508344586,
        -7.487995877610167,
        -34.80091861555747,
        -7.992771707568823,
        1.025137723295662,
    ],
    "d3": [
        -0.6762803392806898,
        6.087714651680015,
        16.43084320892478,
        24.76722511418386,
        -6.594389125716872,
    ],
}


def _moving() -> dict[str, list[float]]:
    """Where each stage stands in the step, and its weight of what moves by itself.

    Both follow from the method applied to a clock, t' = 1.
    """
    a, c, gamma = METHOD["a"], METHOD["c"], METHOD["gamma"]
    clock: list[float] = []
    for weights in c:
        clock.append(gamma * (1 + sum(w * u for w, u in zip(weights, clock, strict=True))))
    places = [sum(w * u for w, u in zip(weights, clock, strict=False)) for weights in a]
    return {"alpha": [*places, 1.0], "push": clock}


METHOD |= _moving()
