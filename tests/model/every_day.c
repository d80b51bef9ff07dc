/* Every day of fifteen years, solved by the classical Runge-Kutta method at 0.05 min.
 *
 * A second statement of the `book` preset (f_S and f_L are 1) on purpose, which shares nothing with the package: written by hand from
 * the formulas of the model card, and compiled. Only the values of the parameters are read from the same table.
 *
 *     cc -O2 -o every_day tests/model/every_day.c -lm
 *     every_day parameters.csv < courses > results
 *
 * One course a line: reserve, the day of a second change (or -1), and for each of two changes the targets of muscle
 * and liver and their time constants in days; then the ten states of the first morning. One result a line: the years
 * in which two-hour glucose reaches 140, fasting glucose 100, two-hour glucose 200 and fasting glucose 126 mg/dL
 * (-1: never), then fasting and two-hour glucose in the end.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STEP 0.05   /* min: the granules move at up to 36 a minute */
#define DAYS 5475
#define TESTS 5     /* days from one glucose drink to the next */

enum { STOMACH, GUT, GLUCOSE, ACTION, INSULIN, PRIMED, DOCKED, SHIFT, CAPACITY, MASS, STATES };

static struct { char name[16]; double value; } table[128];
static int rows;

static void read_table(const char *path)
{
    char line[512];
    FILE *file = fopen(path, "r");
    if (!file) { perror(path); exit(1); }
    fgets(line, sizeof line, file);
    while (fgets(line, sizeof line, file)) {
        char *cell[10] = {line};
        int count = 1, quoted = 0;
        for (char *at = line; *at && count < 10; at++) {
            if (*at == '"') quoted = !quoted;
            if (*at == ',' && !quoted) { *at = 0; cell[count++] = at + 1; }
        }
        strncpy(table[rows].name, cell[1], 15);
        table[rows++].value = atof(cell[6]);
    }
    fclose(file);
}

static double of(const char *name)
{
    for (int i = 0; i < rows; i++)
        if (!strcmp(table[i].name, name)) return table[i].value;
    fprintf(stderr, "no parameter %s\n", name);
    exit(1);
}

static struct {
    double kq, Kq, KE, ka, fa, space, EG0, VM, KU, nU, kr, Gr, PL, KL, nL, Qp, kd, Gc, VI, kI, E0, Emax, nE, p2;
    double kappa, Ki;
    double KM, Cmax, KC, C0, Dmax, D0, k1, km1, r1, rm1, rm2, rm3, u1, Kp, r20, r30, ns, Fmax, F0, GF, KF;
    double tg, gmax, g0, Gs, wg, ts, s1, Ms, ws, Gd, sh, as, I0, no, bh, s0, tb, Pmax, KP, Amax, KA, A0, bi;
} p;

static void read_parameters(void)
{
    p.kq = of("k_q"); p.Kq = of("K_q"); p.KE = of("K_E"); p.ka = of("k_a"); p.fa = of("f_a");
    p.space = of("BW") * of("V_G"); p.EG0 = of("EG0"); p.VM = of("VM"); p.KU = of("KU");
    p.kr = of("k_r"); p.Gr = of("G_r"); p.nU = of("n_U"); p.PL = of("P_L"); p.KL = of("K_L");
    p.nL = of("n_L"); p.Qp = of("Q_p"); p.kd = of("k_d"); p.Gc = of("G_c"); p.VI = of("V_I");
    p.kI = of("k_I"); p.E0 = of("E0"); p.Emax = of("E_max"); p.nE = of("n_E"); p.p2 = of("p2");
    p.kappa = of("kappa"); p.Ki = of("K_i"); p.as = of("a_s"); p.no = of("n_o"); p.bh = of("b_h");
    p.bi = of("b_i");
    p.KM = of("K_M"); p.Cmax = of("C_max"); p.KC = of("K_C"); p.C0 = of("C_0"); p.Dmax = of("D_max");
    p.D0 = of("D_0"); p.k1 = of("k_1"); p.km1 = of("k_m1"); p.r1 = of("r_1"); p.rm1 = of("r_m1");
    p.rm2 = of("r_m2"); p.rm3 = of("r_m3"); p.u1 = of("u_1"); p.Kp = of("K_p"); p.r20 = of("r_20");
    p.r30 = of("r_30"); p.ns = of("n_s"); p.Fmax = of("F_max"); p.F0 = of("F_0"); p.GF = of("G_F");
    p.KF = of("K_F"); p.tg = of("tau_g"); p.gmax = of("g_max"); p.g0 = of("g_0"); p.Gs = of("G_s");
    p.wg = of("w_g"); p.ts = of("tau_s"); p.s1 = of("s_1"); p.Ms = of("M_s"); p.ws = of("w_s");
    p.Gd = of("G_d"); p.sh = of("s_h"); p.I0 = of("I_0"); p.s0 = of("s_0"); p.tb = of("tau_b");
    p.Pmax = of("P_max"); p.KP = of("K_P"); p.Amax = of("A_max"); p.KA = of("K_A"); p.A0 = of("A_0");
}

static double fourth(double x) { return x * x * x * x; }
static double sixth(double x) { return x * x * x * x * x * x; }
static double sixteenth(double x) { return fourth(fourth(x)); }

/* What does not change while a body lives with the same responses. */
static struct { double first, passing, asked, called; } who;

static void meet(double muscle, double liver, double reserve)
{
    double load = 1 / (muscle * pow(liver, p.bh)), carried = reserve / p.I0;
    who.asked = p.sh * pow(muscle, -p.as) / (1 + pow(load / carried, p.no));
    who.first = p.Emax * pow(muscle, p.nE) / (pow(muscle, p.nE) + p.Emax / p.E0 - 1);
    who.passing = 1 - (1 - p.fa) * liver;
    who.called = p.kappa * (1 - p.bi * (1 - liver));
}

static void rates(const double *y, double muscle, double liver, double *dy)
{
    double g = y[GLUCOSE];
    double slowed = fourth(p.KE) / (fourth(p.KE) + fourth(g));
    double emptied = p.kq * slowed * y[STOMACH] / (p.Kq + y[STOMACH]);
    double arriving = who.passing * p.ka * y[GUT] / p.space;
    double heard = y[ACTION] + p.kI * p.VI * y[INSULIN] / ((1 - who.first) * p.Qp);
    double made = p.PL / (1 + pow(liver * heard / p.KL, p.nL));
    if (g < p.Gc) made += p.kd * (p.Gc - g);
    double taken = p.VM / (1 + pow(p.KU / (muscle * y[ACTION]), p.nU));
    double lost = g > p.Gr ? p.kr * (g - p.Gr) : 0;

    double m = g * g / (p.KM * p.KM + g * g);
    double drive = fourth(m + y[SHIFT]);
    double calcium = p.Cmax * drive / (fourth(p.KC) + drive) + p.C0;
    double near = p.Dmax * fourth(calcium) / (1 + fourth(calcium)) + p.D0;
    double a = p.k1 * near, d = p.u1 / (3 * p.km1 + p.u1), bound = 6 * d * a * a * a;
    double fusing = p.r1 * bound / (bound + p.rm1 * (2 * d * a * a + p.km1 * d * a + 2 * p.km1 * p.km1));
    double c = calcium / (calcium + p.Kp);
    double amplified = p.Fmax * sixteenth(g + p.GF) / (sixteenth(p.KF) + sixteenth(g + p.GF)) + p.F0;
    double secreted = p.ns * fusing * y[PRIMED];
    double steep = pow(arriving, 2.5), half = pow(p.Ki, 2.5);
    double released = y[MASS] * secreted * (1 + who.called * y[CAPACITY] * steep / (steep + half));

    double late = (g - p.Gd) * (g - p.Gd) / (p.KM * p.KM + (g - p.Gd) * (g - p.Gd));
    double spared = 1 - 1 / (p.s1 * exp(-(late - p.Ms) / p.ws) + 1);
    double growth = p.Pmax * fourth(secreted) / (fourth(p.KP) + fourth(secreted));
    double loss = p.Amax * sixth(m) / (sixth(p.KA) + sixth(m)) + p.A0;

    dy[STOMACH] = -emptied;
    dy[GUT] = emptied - p.ka * y[GUT];
    dy[GLUCOSE] = made + arriving - (p.EG0 + taken) * g - lost;
    dy[ACTION] = p.p2 * (y[INSULIN] - y[ACTION]);
    dy[INSULIN] = (1 - who.first) * released / p.VI - p.kI * y[INSULIN];
    dy[PRIMED] = 60 * (p.r20 * c * y[DOCKED] - (p.rm2 + fusing) * y[PRIMED]);
    dy[DOCKED] = 60 * (y[CAPACITY] * amplified * p.r30 * c + p.rm2 * y[PRIMED] - (p.rm3 + p.r20 * c) * y[DOCKED]);
    dy[SHIFT] = (p.gmax / (1 + exp(-(g - p.Gs) / p.wg)) - p.g0 - y[SHIFT]) / p.tg;
    dy[CAPACITY] = (who.asked * spared + p.s0 - y[CAPACITY]) / p.ts;
    dy[MASS] = (growth - loss) * y[MASS] / p.tb;
}

static void pass(double *y, double minutes, double muscle, double liver, double reserve)
{
    double k1[STATES], k2[STATES], k3[STATES], k4[STATES], at[STATES];
    long steps = lround(minutes / STEP);
    meet(muscle, liver, reserve);
    for (long step = 0; step < steps; step++) {
        rates(y, muscle, liver, k1);
        for (int i = 0; i < STATES; i++) at[i] = y[i] + STEP / 2 * k1[i];
        rates(at, muscle, liver, k2);
        for (int i = 0; i < STATES; i++) at[i] = y[i] + STEP / 2 * k2[i];
        rates(at, muscle, liver, k3);
        for (int i = 0; i < STATES; i++) at[i] = y[i] + STEP * k3[i];
        rates(at, muscle, liver, k4);
        for (int i = 0; i < STATES; i++) y[i] += STEP / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
}

struct change { double muscle, liver, muscle_days, liver_days; };

static void respond(const struct change *changes, double second, double day, double *muscle, double *liver)
{
    double passed = second >= 0 && day > second ? second : day;
    *muscle = changes[0].muscle + (1 - changes[0].muscle) * exp(-passed / changes[0].muscle_days);
    *liver = changes[0].liver + (1 - changes[0].liver) * exp(-passed / changes[0].liver_days);
    if (passed < day) {
        passed = day - second;
        *muscle = changes[1].muscle + (*muscle - changes[1].muscle) * exp(-passed / changes[1].muscle_days);
        *liver = changes[1].liver + (*liver - changes[1].liver) * exp(-passed / changes[1].liver_days);
    }
}

static double drink(const double *morning, const struct change *changes, double second, double day, double reserve)
{
    double y[STATES], muscle, liver;
    memcpy(y, morning, sizeof y);
    y[STOMACH] += 75000;
    respond(changes, second, day, &muscle, &liver);
    pass(y, 120, muscle, liver, reserve);
    return y[GLUCOSE];
}

static void note(double *onset, double limit, double before, double after, double from, double to)
{
    if (*onset < 0 && before < limit && after >= limit)
        *onset = (from + (to - from) * (limit - before) / (after - before)) / 365;
}

int main(int count, char **arguments)
{
    double reserve, second, y[STATES];
    struct change changes[2];
    if (count != 2) { fprintf(stderr, "usage: every_day parameters.csv < courses\n"); return 1; }
    read_table(arguments[1]);
    read_parameters();
    while (scanf("%lf %lf", &reserve, &second) == 2) {
        for (int i = 0; i < 2; i++)
            scanf("%lf %lf %lf %lf", &changes[i].muscle, &changes[i].liver, &changes[i].muscle_days,
                  &changes[i].liver_days);
        for (int i = 0; i < STATES; i++) scanf("%lf", &y[i]);
        double onsets[4] = {-1, -1, -1, -1};
        double fasting = y[GLUCOSE], two_hours = drink(y, changes, second, 0, reserve);
        for (int day = 0; day < DAYS; day++) {
            double muscle, liver, before = fasting;
            respond(changes, second, day + 0.5, &muscle, &liver);
            for (int meal = 0; meal < 3; meal++) {
                y[STOMACH] += 60000;
                pass(y, meal < 2 ? 360 : 720, muscle, liver, reserve);
            }
            fasting = y[GLUCOSE];
            note(&onsets[1], 100, before, fasting, day, day + 1);
            note(&onsets[3], 126, before, fasting, day, day + 1);
            if ((day + 1) % TESTS == 0) {
                double earlier = two_hours;
                two_hours = drink(y, changes, second, day + 1, reserve);
                note(&onsets[0], 140, earlier, two_hours, day + 1 - TESTS, day + 1);
                note(&onsets[2], 200, earlier, two_hours, day + 1 - TESTS, day + 1);
            }
        }
        printf("%.4f %.4f %.4f %.4f %.3f %.3f\n", onsets[0], onsets[1], onsets[2], onsets[3], fasting, two_hours);
        fflush(stdout);
    }
    return 0;
}
