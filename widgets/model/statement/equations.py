"""The glucose-insulin model, stated once.

Two presets share the beta cell of Ha & Sherman (2020, Am J Physiol Endocrinol Metab 319:E410):

* ``published`` is their model as printed, the proof that the code is right;
* ``book`` adds a stomach that high glucose slows, a gut whose hormones amplify the release of insulin, a delay of
  insulin's action, a saturating muscle, a liver that hears the insulin of its own vein, takes a share of it at first
  pass and defends the body against low glucose, and the kidney; and its beta cells build up to the load that resistance
  puts on them, and tire beyond their reserve. It is what the sliders drive.

Three more systems are ``book`` with something added, for thought experiments. ``wired`` has the wires of its feedback
stated as such, so that one can be cut: two signals may be replaced by a value at which they are held, and insulin may
last longer than it does. ``traced`` has a second blood beside the body's own: there the cells hear only a share of the
insulin that the body makes, and the glucose of a drink is followed into the organs as a tracer would be.
``stored`` has a store of glycogen in the liver, which a long fast empties.

Everything else is derived from the statements in this file: the formulas that the chapters print, the NumPy
functions that SciPy solves and the JavaScript that the reader's browser solves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import sympy as sp

from widgets.model.statement.limits import check_name
from widgets.model.statement.parameters import TABLE, Preset

# States; what each is stands in `_STATES`.
q1, q2, G, X, I, N5, N6 = sp.symbols("q1 q2 G X I N5 N6", nonnegative=True)
gamma = sp.Symbol("gamma", real=True)
sigma, b = sp.symbols("sigma b", positive=True)
G_e, D = sp.symbols(
    "G_e D", nonnegative=True
)  # only in `traced`, and so are the places of the drink
Y = sp.Symbol("Y", nonnegative=True)  # only in `stored`

# Drivers: what a life or a slider sets.
si, h = sp.symbols(
    "si h", positive=True
)  # insulin sensitivity of muscle, and of the liver (1 = normal)
ISRI = sp.Symbol(
    "ISRI", positive=True
)  # beta-cell reserve: 1.4 robust, below about 0.5 susceptible
f_S = sp.Symbol(
    "f_S", positive=True
)  # release of insulin at the same glucose, of health: what cortisol and fat do to beta cells; not in `published`
f_L = sp.Symbol(
    "f_L", positive=True
)  # what the liver gives out at the same insulin, of health: less from a store that runs low; not in `published`

# Wires of the feedback, only in `wired`: how much of each is left (1 = whole, 0 = cut), what arrives in place of the
# rest, and how many times longer than in health insulin lasts.
w_S, w_L = sp.symbols("w_S w_L", nonnegative=True)
S_held, X_held = sp.symbols("S_held X_held", nonnegative=True)
life = sp.Symbol("life", positive=True)

# Share of insulin that the cells hear, only in `traced`: 1 = all of it.
heard = sp.Symbol("heard", nonnegative=True)

# Glucose that arrives: a state-dependent flow in `book`, an input in `published`. mg/dL/min.
Ra = sp.Symbol("Ra", nonnegative=True)

# Named quantities on the way from states to rates.
r, U, HGP, ISR, S, M, Ci, Cmd, a, d, phi, c2, GF = sp.symbols(
    "r U HGP ISR S M Ci Cmd a d phi c2 GF", nonnegative=True
)
E, E_q, f_p, A_i, L, L_R, W = sp.symbols("E E_q f_p A_i L L_R W", nonnegative=True)
S_b, X_L = sp.symbols("S_b X_L", nonnegative=True)
g_inf, s_inf, M_d, P, A = sp.symbols("g_inf s_inf M_d P A", real=True)
N_G, f_Y, B, HGP_f = sp.symbols("N_G f_Y B HGP_f", nonnegative=True)
U_e, X_Le, HGP_e = sp.symbols("U_e X_Le HGP_e", nonnegative=True)
F_brain, F_liver, F_fat, F_muscle, F_other, F_urine, F_in, F_kept, F_made, F_stored = sp.symbols(
    "F_brain F_liver F_fat F_muscle F_other F_urine F_in F_kept F_made F_stored", real=True
)

#: Who takes glucose from the blood: its flow, and in `traced` what it has taken of the drink.
TAKERS: dict[sp.Symbol, sp.Symbol] = {
    flow: sp.Symbol(flow.name.replace("F_", "T_"), nonnegative=True)
    for flow in (F_brain, F_liver, F_fat, F_muscle, F_other, F_urine)
}
T_kept = sp.Symbol("T_kept", nonnegative=True)

P_ = {row.name: sp.Symbol(row.name, positive=True) for row in TABLE}  # parameter symbols by name


@dataclass(frozen=True)
class State:
    """A state: its symbol, its time derivative (per minute), what it is, and its unit."""

    symbol: sp.Symbol
    rate: sp.Expr
    meaning: str
    unit: str

    @property
    def name(self) -> str:
        """Name in code and in every table."""
        return self.symbol.name


#: What each state is, and its unit.
_STATES: dict[sp.Symbol, tuple[str, str]] = {
    q1: ("glucose in the stomach", "mg"),
    q2: ("glucose in the gut", "mg"),
    G: ("glucose in the blood", "mg/dL"),
    X: ("insulin that arrives at the cells, after a delay", "µU/mL"),
    I: ("insulin in the blood", "µU/mL"),
    N5: ("primed granules of insulin", "1"),
    N6: ("docked granules of insulin", "1"),
    Y: ("glycogen in the liver", "g"),
    G_e: ("glucose in the blood while a share of insulin is heard", "mg/dL"),
    D: ("the part of that glucose that is the drink's", "mg/dL"),
    **{
        taken: (f"glucose of the drink in {place}", "mg")
        for taken, place in zip(
            TAKERS.values(),
            ("the brain", "liver and gut", "fat", "muscle", "other cells", "the urine"),
            strict=True,
        )
    },
    T_kept: ("glucose of the drink that gut and liver kept at once", "mg"),
    gamma: ("shift of the beta cells' dose response", "1"),
    sigma: ("capacity of the beta cells to release insulin", "1"),
    b: ("mass of the beta cells, by what it releases at an ISR of 1", "µU/min"),
}


def _states(rates: dict[sp.Symbol, sp.Expr]) -> tuple[State, ...]:
    return tuple(State(symbol, rate, *_STATES[symbol]) for symbol, rate in rates.items())


@dataclass(frozen=True)
class Quantity:
    """A named intermediate quantity: its symbol, its expression, what it is, and its unit."""

    symbol: sp.Symbol
    expression: sp.Expr
    meaning: str
    unit: str


@dataclass(frozen=True)
class System:
    """A system of ordinary differential equations.

    Attributes
    ----------
    preset : str
        Whose parameters it takes.
    quantities : tuple of Quantity
        In order: each uses only states, drivers, parameters and quantities before it.
    states : tuple of State
        In the order of every array of states, each with its rate in terms of the quantities and flows.
    carried : tuple of Symbol
        The last of the states: those that take days to years, and in `traced` amounts that no rate depends on. A
        step of the solver carries them along a straight line, so that its Jacobian is that of the others alone.
    drivers : tuple of Symbol
        What a life or a slider sets, constant during a solve.
    flows : tuple of Quantity
        Glucose by the organs it goes to and comes from, mg/min in the whole body. Together they are the rate of
        glucose. Like the quantities, each uses only what stands before it.
    release : Symbol, optional
        The quantity that is the release of insulin, µU/min, where the rate of insulin names one.
    empty : tuple of Symbol
        States that are 0 after a night without food.
    resting : tuple of Symbol
        States that follow from glucose, in closed form, in the fasting body (:func:`rest`); none where a system does
        not come to rest or nothing asks for it.
    """

    preset: Preset
    quantities: tuple[Quantity, ...]
    states: tuple[State, ...]
    drivers: tuple[sp.Symbol, ...] = (si, h, ISRI)
    flows: tuple[Quantity, ...] = ()
    carried: tuple[sp.Symbol, ...] = (gamma, sigma, b)
    release: sp.Symbol | None = None
    empty: tuple[sp.Symbol, ...] = ()
    resting: tuple[sp.Symbol, ...] = ()

    @property
    def symbols(self) -> tuple[sp.Symbol, ...]:
        """Symbols of the states."""
        return tuple(state.symbol for state in self.states)

    @property
    def solved(self) -> tuple[State, ...]:
        """The states that a step of the solver solves for: all but the carried ones."""
        return self.states[: -len(self.carried)]

    @property
    def rates(self) -> dict[sp.Symbol, sp.Expr]:
        """Time derivative (per minute) of each state."""
        return {state.symbol: state.rate for state in self.states}

    @property
    def named(self) -> tuple[Quantity, ...]:
        """Quantities, then flows."""
        return (*self.quantities, *self.flows)

    def quantity(self, name: str) -> Quantity:
        """The named quantity, or flow, called `name`."""
        named = {quantity.symbol.name: quantity for quantity in self.named}
        if name not in named:
            raise KeyError(f"quantity is {name!r}; allowed: {', '.join(named)}")
        return named[name]


class Hill(sp.Function):
    """``Hill(x, half, n)`` is ``x**n / (half**n + x**n)``: from 0 to 1, one half at ``x = half``.

    A function of its own, because its slope has a short form that SymPy's quotient rule does not find.
    """

    nargs = 3

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        """Slope by x."""
        if argindex != 1:
            raise sp.function.ArgumentIndexError(self, argindex)
        x, half, n = self.args
        return n * half**n * x ** (n - 1) / (half**n + x**n) ** 2

    def _eval_rewrite_as_Pow(self, x: sp.Expr, half: sp.Expr, n: sp.Expr, **_: object) -> sp.Expr:
        return x**n / (half**n + x**n)

    def _latex(self, printer: sp.printing.latex.LatexPrinter) -> str:
        x, half, n = self.args
        with sp.evaluate(False):
            return printer.doprint(x**n / (half**n + x**n))


def _hepatic_glucose_production(insulin: sp.Symbol) -> sp.Expr:
    """Glucose that the liver makes, mg/dL/min: insulin is the brake, `h` how well the liver hears it."""
    largest = P_["h_1"] / (P_["h_2"] + si) - P_["h_3"]
    constant = P_["a_1"] / (P_["a_2"] + si) - P_["a_3"]
    return largest / (constant + h * insulin) + P_["h_0"]


def _liver_quantities() -> list[Quantity]:
    """What the liver takes of insulin, what it hears of it, and the glucose that it makes.

    It takes its share of new insulin before the rest of the body has any, the less, the worse the body answers to
    insulin (Polonsky 1988, Utzschneider 2019). It hears insulin as the other organs do, with a delay, and besides what
    its own vein brings from the pancreas: all that was released, in the plasma that flows there. That is read off from
    the level in the blood, which keeps up with release within minutes. Who eats very little has less glycogen there,
    and at the same insulin the liver gives out less (Christiansen 2000). Low glucose makes it give out more (glucagon
    and adrenaline, Mitrakou 1991).
    """
    listening = r ** P_["n_E"]
    share = P_["E_max"] * listening / (listening + P_["E_max"] / P_["E0"] - 1)
    portal = P_["k_I"] * P_["V_I"] * I / ((1 - E) * P_["Q_p"])
    braked = f_L * P_["P_L"] * (1 - Hill(h * X_L, P_["K_L"], P_["n_L"]))
    return [
        Quantity(E, share, "share of new insulin that the liver takes at first pass", "1"),
        Quantity(X_L, X + portal, "insulin that the liver hears", "µU/mL"),
        Quantity(
            HGP,
            braked + P_["k_d"] * sp.Max(0, P_["G_c"] - G),
            "glucose that the liver makes",
            "mg/dL/min",
        ),
    ]


def _fusing_share() -> sp.Expr:
    """Rate at which primed granules fuse, 1/s.

    The chain of calcium-binding steps of Chen, Wang & Sherman (2008), its fast pools at steady state,
    collapses exactly to this ratio of polynomials in `a`, the rate of calcium binding.
    """
    binding = 6 * d * a**3
    unbinding = P_["r_m1"] * (2 * d * a**2 + P_["k_m1"] * d * a + 2 * P_["k_m1"] ** 2)
    return P_["r_1"] * binding / (binding + unbinding)


def _beta_cell_quantities() -> list[Quantity]:
    """From glucose to secretion: metabolism, calcium, granules."""
    calcium = P_["C_max"] * Hill(M + gamma, P_["K_C"], 4) + P_["C_0"]
    amplification = P_["F_max"] * Hill(G + P_["G_F"], P_["K_F"], 16) + P_["F_0"]
    return [
        Quantity(M, Hill(G, P_["K_M"], 2), "beta-cell metabolism", "1"),
        Quantity(Ci, calcium, "calcium in the beta cell", "µM"),
        Quantity(
            Cmd, P_["D_max"] * Hill(Ci, sp.S.One, 4) + P_["D_0"], "calcium near its channels", "µM"
        ),
        Quantity(a, P_["k_1"] * Cmd, "calcium binding of granules", "1/s"),
        Quantity(
            d,
            P_["u_1"] / (3 * P_["k_m1"] + P_["u_1"]),
            "share of fully bound granules that fuse",
            "1",
        ),
        Quantity(phi, _fusing_share(), "rate at which primed granules fuse", "1/s"),
        Quantity(c2, Ci / (Ci + P_["K_p"]), "calcium's drive on priming and docking", "1"),
        Quantity(GF, amplification, "glucose's amplification of docking", "1"),
        Quantity(ISR, P_["n_s"] * phi * N5, "insulin secretion per unit of beta-cell mass", "1"),
    ]


def _capacity_quantities() -> list[Quantity]:
    """What resistance asks of the beta cells, and what they build up to: with the load, but not beyond the reserve.

    They follow muscle's resistance and do not wait for glucose: people with obesity release more insulin than their
    resistance alone explains (van Vliet 2020). That a part of what muscle asks is met by the liver, which takes less
    insulin at first pass, is why capacity grows more slowly than resistance. A load beyond the reserve costs capacity
    (reviewed by Shrestha 2021); a liver that does not listen, as a fatty one, adds to it (Taylor 2013).
    """
    load = 1 / (r * h ** P_["b_h"])
    overwork = 1 / (1 + (L / L_R) ** P_["n_o"])
    capacity = P_["s_h"] * r ** -P_["a_s"] * overwork
    return [
        Quantity(L, load, "load that resistance puts on the beta cells, of health", "1"),
        Quantity(L_R, ISRI / P_["I_0"], "load that this reserve can carry, of health", "1"),
        Quantity(W, capacity, "capacity that the beta cells build up to", "1"),
    ]


def _adaptation_quantities(workload: sp.Expr) -> list[Quantity]:
    """Where the slow states are heading, the capacity for the workload being as given."""
    shift = P_["g_max"] / (1 + sp.exp(-(G - P_["G_s"]) / P_["w_g"])) - P_["g_0"]
    spared = 1 - 1 / (1 + P_["s_1"] * sp.exp(-(M_d - P_["M_s"]) / P_["w_s"]))
    return [
        Quantity(g_inf, shift, "where the shift of the dose response is heading", "1"),
        Quantity(M_d, Hill(G - P_["G_d"], P_["K_M"], 2), "shifted metabolism", "1"),
        Quantity(s_inf, spared * workload + P_["s_0"], "where secretory capacity is heading", "1"),
        Quantity(P, P_["P_max"] * Hill(ISR, P_["K_P"], 4), "growth of beta-cell mass", "1"),
        Quantity(A, P_["A_max"] * Hill(M, P_["K_A"], 6) + P_["A_0"], "loss of beta-cell mass", "1"),
    ]


def _beta_cell_rates() -> dict[sp.Symbol, sp.Expr]:
    per_minute = 60  # the granule rates are per second
    priming = P_["r_20"] * c2
    docking = sigma * GF * P_["r_30"] * c2
    return {
        N5: per_minute * (priming * N6 - (P_["r_m2"] + phi) * N5),
        N6: per_minute * (docking + P_["r_m2"] * N5 - (P_["r_m3"] + priming) * N6),
        gamma: (g_inf - gamma) / P_["tau_g"],
        sigma: (s_inf - sigma) / P_["tau_s"],
        b: (P - A) * b / P_["tau_b"],
    }


def _flows() -> tuple[Quantity, ...]:
    """Glucose by organ: the flows of the ``book`` preset, shared among those that take it.

    What needs no insulin goes to the brain at a steady rate (it is saturated, DeFronzo 2004), to liver
    and gut in proportion to glucose (Ferrannini 1985: they take a constant share of what passes), and
    the rest to all other cells. What insulin drives goes to muscle and fat.
    """
    space = P_["BW"] * P_["V_G"]
    free, driven, absorbed = P_["EG0"] * G * space, U * G * space, P_["k_a"] * q2
    left = free - F_brain
    expressions = {
        F_brain: (sp.Min(P_["Q_b"] * P_["BW"], free), "glucose that the brain takes"),
        F_liver: (sp.Min(P_["s_L"] * free, left), "glucose that liver and gut take from the blood"),
        F_fat: (P_["s_F"] * driven, "glucose that fat takes"),
        F_muscle: ((1 - P_["s_F"]) * driven, "glucose that muscle takes"),
        F_other: (left - F_liver, "glucose that other cells take without insulin"),
        F_urine: (P_["k_r"] * sp.Max(0, G - P_["G_r"]) * space, "glucose lost in the urine"),
        F_in: (f_p * absorbed, "absorbed glucose that reaches the blood"),
        F_kept: ((1 - f_p) * absorbed, "absorbed glucose that gut and liver keep at once"),
        F_made: (HGP * space, "glucose that the liver gives out"),
    }
    return tuple(Quantity(symbol, *row, "mg/min") for symbol, row in expressions.items())


def _published() -> System:
    quantities = [
        Quantity(U, P_["c_si"] * si * I, "glucose uptake that insulin adds", "1/min"),
        Quantity(HGP, _hepatic_glucose_production(I), "glucose that the liver makes", "mg/dL/min"),
        *_beta_cell_quantities(),
        *_adaptation_quantities(ISRI / (1 + sp.exp(-(ISR - P_["I_s"]) / P_["I_s"]))),
    ]
    rates = {
        G: HGP + Ra - (P_["EG0"] + U) * G,
        I: b * ISR / P_["V_I"] - P_["k_I"] * I,
        **_beta_cell_rates(),
    }
    return System("published", tuple(quantities), _states(rates))


def _gut_quantities() -> list[Quantity]:
    """How fast the stomach gives on, and what of it comes past the liver into the blood.

    Glucose slows the stomach (Schvarcz 1997). A liver that does not listen keeps less of what the gut brings (Basu
    2001).
    """
    return [
        Quantity(
            E_q, 1 - Hill(G, P_["K_E"], 4), "speed of the stomach, of that without glucose", "1"
        ),
        Quantity(
            f_p,
            1 - (1 - P_["f_a"]) * h,
            "share of absorbed glucose that passes the liver",
            "1",
        ),
        Quantity(
            Ra,
            f_p * P_["k_a"] * q2 / (P_["BW"] * P_["V_G"]),
            "glucose arriving from the gut",
            "mg/dL/min",
        ),
    ]


def _book() -> System:
    most_called = P_["kappa"] * (1 - P_["b_i"] * (1 - h)) * sigma
    quantities = [
        Quantity(r, si / P_["si_0"], "response of muscle to insulin, of health", "1"),
        *_gut_quantities(),
        # The dose-response of a clamp (Rizza 1981).
        Quantity(
            U,
            P_["VM"] * Hill(r * X, P_["KU"], P_["n_U"]),
            "glucose uptake that insulin adds",
            "1/min",
        ),
        *_liver_quantities(),
        *_beta_cell_quantities(),
        # In proportion to capacity: in diabetes little is left of it (Nauck 1986). And the worse the liver listens, as
        # a fatty one, the less: hormones of the gut are the same, and call for less (Junker 2016). What arrives
        # slowly hardly calls (Marathe 2014), and of a larger drink's insulin the gut calls a larger share (Bagger
        # 2011). Its power is chosen, with rows 41 to 43 of the targets in view; a half-integer, because a free one
        # would cost the years an eighth of their speed.
        Quantity(
            A_i,
            1 + most_called * Hill(Ra, P_["K_i"], sp.Rational(5, 2)),
            "amplification of release by the gut's hormones",
            "1",
        ),
        Quantity(S, f_S * b * ISR * A_i, "insulin secretion", "µU/min"),
        *_capacity_quantities(),
        *_adaptation_quantities(W),
    ]
    emptying = P_["k_q"] * E_q * q1 / (P_["K_q"] + q1)
    kidney = P_["k_r"] * sp.Max(0, G - P_["G_r"])
    rates = {
        q1: -emptying,
        q2: emptying - P_["k_a"] * q2,
        G: HGP + Ra - (P_["EG0"] + U) * G - kidney,
        X: P_["p2"] * (I - X),
        I: (1 - E) * S / P_["V_I"] - P_["k_I"] * I,
        **_beta_cell_rates(),
    }
    return System(
        "book",
        tuple(quantities),
        _states(rates),
        (si, h, ISRI, f_S, f_L),
        flows=_flows(),
        release=S,
        empty=(q1, q2),
        resting=(N5, N6, I, X),
    )


def _wired() -> System:
    """The book's equations with two signals stated as wires, and with insulin's life as a driver.

    With both wires whole and a life of 1 they are the book's equations.
    """
    book = _book()
    released = Quantity(
        S_b, w_S * S + (1 - w_S) * S_held, "insulin secretion that the blood receives", "µU/min"
    )
    quantities = []
    for quantity in book.quantities:
        if (
            quantity.symbol == X_L
        ):  # the whole wire: what arrives with a delay, and what the liver's own vein brings
            heard = w_L * quantity.expression + (1 - w_L) * X_held
            quantities.append(replace(quantity, expression=heard))
        elif quantity.symbol == S:
            quantities += [quantity, released]
        else:
            quantities.append(quantity)
    # Both what arrives and what is removed, so that the fasting level stays.
    rates = book.rates | {I: book.rates[I].subs(S, S_b) / life}
    drivers = (*book.drivers, w_S, S_held, w_L, X_held, life)
    return System("book", tuple(quantities), _states(rates), drivers)


def _traced() -> System:
    """The book's body, which makes the insulin; beside it the glucose of the experiment, and the drink in it.

    Muscle, fat and liver hear a share of the body's insulin. Each organ takes of the blood's own glucose and of the
    drink's alike. What has been taken is counted in mg.
    """
    book = _book()
    experiment = {G: G_e, X: heard * X, I: heard * I, U: U_e, X_L: X_Le, HGP: HGP_e}
    quantities = [
        replace(
            quantity,
            symbol=experiment[quantity.symbol],
            expression=quantity.expression.subs(experiment, simultaneous=True),
        )
        for quantity in book.quantities
        if quantity.symbol in (U, X_L, HGP)
    ]
    flows = [
        replace(flow, expression=flow.expression.subs(experiment, simultaneous=True))
        for flow in book.flows
    ]
    space = P_["BW"] * P_["V_G"]
    rates = {
        **{state.symbol: state.rate for state in book.solved},
        G_e: (F_made + F_in - sum(TAKERS)) / space,
        D: (F_in - D / G_e * sum(TAKERS)) / space,
        **{taken: D / G_e * flow for flow, taken in TAKERS.items()},
        T_kept: F_kept,
        **{state: book.rates[state] for state in book.carried},
    }
    return System(
        "book",
        (*book.quantities, *quantities),
        _states(rates),
        (*book.drivers, heard),
        flows=tuple(flows),
        carried=(*TAKERS.values(), T_kept, *book.carried),
    )


def _stored() -> System:
    """The book's equations with a store of glycogen in the liver.

    New glucose is made all the time, and insulin changes it little; a liver that does not listen makes more of it
    (Gastaldelli 2001). What more the liver gives out comes from the store, its defense against low glucose too (Warner
    2023). Above a certain content the store gives all that is asked of it, and everything is as in the book's
    equations; below, it gives in proportion to what is left (Landau 1996). As it empties, beta cells release less at
    the same glucose (Tripolt 2023), and muscle hears insulin worse (Jørgensen 2021). It fills with what liver and gut
    keep of a meal at once, with what the liver takes from the blood as far as insulin holds it, and with new glucose
    that is not given out (Taylor 1996).
    """
    book = _book()
    new, store, hold = (
        Quantity(N_G, P_["N_0"] * h ** -P_["b_N"], "new glucose that the liver makes", "mg/dL/min"),
        Quantity(f_Y, sp.Min(1, Y / P_["Y_h"]), "share that the store gives of what is asked", "1"),
        Quantity(B, Hill(h * X_L, P_["K_L"], P_["n_L"]), "share of output that insulin stops", "1"),
    )
    given = HGP_f - (1 - f_Y) * sp.Max(0, HGP_f - N_G)
    quantities = [store]
    for quantity in book.quantities:
        if quantity.symbol == HGP:
            meaning = "glucose that a liver with a full store makes"
            quantities += [
                replace(quantity, symbol=HGP_f, meaning=meaning),
                new,
                hold,
                replace(quantity, expression=given),
            ]
        elif quantity.symbol == S:
            released = quantity.expression * (1 - P_["w_Y"] * (1 - f_Y))
            quantities.append(replace(quantity, expression=released))
        elif quantity.symbol == U:
            heard_less = quantity.expression.subs(r, r * (1 - P_["m_Y"] * (1 - f_Y)))
            quantities.append(replace(quantity, expression=heard_less))
        else:
            quantities.append(quantity)
    space = P_["BW"] * P_["V_G"]
    gain = Quantity(
        F_stored,
        F_kept + B * F_liver + N_G * space - F_made,
        "glucose that the store gains",
        "mg/min",
    )
    room = 1 - (Y / P_["Y_m"]) ** 8
    milligrams = 1000  # of a gram
    rates = {
        **{state.symbol: state.rate for state in book.solved},
        Y: (sp.Min(0, F_stored) + sp.Max(0, F_stored) * room) / milligrams,
        **{state: book.rates[state] for state in book.carried},
    }
    return System(
        "book",
        tuple(quantities),
        _states(rates),
        book.drivers,
        flows=(*book.flows, gain),
        empty=book.empty,
    )


#: The presets, and the book's equations with something added.
Equations = Literal["published", "book", "wired", "traced", "stored"]
_SYSTEMS: dict[str, Callable[[], System]] = {
    "published": _published,
    "book": _book,
    "wired": _wired,
    "traced": _traced,
    "stored": _stored,
}


@cache
def system(equations: Equations) -> System:
    """The equations of one preset, or of a system for a thought experiment.

    Parameters
    ----------
    equations : {"published", "book", "wired", "traced", "stored"}

    Returns
    -------
    System

    Raises
    ------
    ValueError
        If there is no such system.
    """
    return _SYSTEMS[check_name("system", equations, _SYSTEMS)]()


@dataclass(frozen=True)
class Rest:
    """Closed forms of the fasting body, every fast state at rest for a given glucose.

    The granules are linear in N5 and N6 and insulin follows secretion, so that one equation in glucose
    remains: `balance` is the net flow of glucose (mg/dL/min), which falls as G rises and is zero at rest.

    Attributes
    ----------
    states : dict of Symbol to Expr
        Each of the system's `resting` in terms of G, the slow states and the inputs.
    balance : Expr
        Net flow of glucose.
    """

    states: dict[sp.Symbol, sp.Expr]
    balance: sp.Expr


@cache
def rest(equations: Equations) -> Rest | None:
    """Closed forms of the fasting body, ``None`` of a system that states no `resting`.

    Parameters
    ----------
    equations : {"published", "book", "wired", "traced", "stored"}
    """
    stated = system(equations)
    if not stated.resting:
        return None
    empty = dict.fromkeys(stated.empty, 0)
    still = [stated.rates[state] for state in stated.resting]
    (states,) = sp.solve(still, stated.resting, dict=True)
    return Rest(
        {state: states[state].subs(empty) for state in stated.resting},
        stated.rates[G].subs(empty),
    )
