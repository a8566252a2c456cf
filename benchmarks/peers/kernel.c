/* The stochastic model by hand: draws in stages, so that the compiler can use vector registers.
   -DPHILOX draws by Philox4x32-10, as riobravo does; otherwise by splitmix64 of a counter. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#define MOST 256

#ifdef PHILOX
static inline void four(uint64_t key, uint64_t member, uint64_t week, uint64_t i, double *u) {
    uint64_t c0 = i, c1 = 0, c2 = week, c3 = member, k0 = key & 0xffffffffu, k1 = key >> 32;
    for (int r = 0; r < 10; r++) {
        uint64_t a = 0xD2511F53u * c0, b = 0xCD9E8D57u * c2;
        c0 = (b >> 32) ^ c1 ^ k0; c1 = b & 0xffffffffu;
        c2 = (a >> 32) ^ c3 ^ k1; c3 = a & 0xffffffffu;
        k0 = (k0 + 0x9E3779B9u) & 0xffffffffu; k1 = (k1 + 0xBB67AE85u) & 0xffffffffu;
    }
    u[0] = ((double)(int64_t)c0 + 0.5) * 0x1p-32; u[MOST] = ((double)(int64_t)c1 + 0.5) * 0x1p-32;
    u[2 * MOST] = ((double)(int64_t)c2 + 0.5) * 0x1p-32; u[3 * MOST] = ((double)(int64_t)c3 + 0.5) * 0x1p-32;
}
#else
static inline double mix(uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return ((double)(int64_t)((x ^ (x >> 31)) >> 12) + 0.5) * 0x1p-52;
}
static inline void four(uint64_t key, uint64_t member, uint64_t week, uint64_t i, double *u) {
    uint64_t at = key * 0x9e3779b97f4a7c15u + (((member << 12) + week) * MOST + i) * 4;
    u[0] = mix(at); u[MOST] = mix(at + 1); u[2 * MOST] = mix(at + 2); u[3 * MOST] = mix(at + 3);
}
#endif

/* Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37:477-484. */
static double normal_quantile(double p) {
    double q = p - 0.5, r, x;
    if (fabs(q) <= 0.425) {
        r = 0.180625 - q * q;
        return q * (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
               45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r +
               133.14166789178437745) * r + 3.387132872796366608) /
               (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
               21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r +
               42.313330701600911252) * r + 1.0);
    }
    r = sqrt(-log(q < 0 ? p : 1.0 - p)) - 1.6;
    if (r > 3.4) r = 3.4;  /* a probability below 1e-11, which 32 bits do not reach */
    x = (((((((7.7454501427834140764e-4 * r + .0227238449892691845833) * r + .24178072517745061177) * r +
        1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r +
        4.6303378461565452959) * r + 1.42343711074968357734) /
        (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + .0151986665636164571966) * r +
        .14810397642748007459) * r + .68976733498510000455) * r + 1.6763848301838038494) * r +
        2.05319162663775882187) * r + 1.0);
    return q < 0 ? -x : x;
}

/* Exact by summation up to a mean of 12, above it by the expansion that riobravo uses too. */
static double search(double u, double m) {
    if (m > 12.0) {
        double z = normal_quantile(u), root = sqrt(m);
        return fmax(0.0, floor(m + root * z + (z * z - 1.0) / 6.0 + (z - z * z * z) / (72.0 * root) + 0.5));
    }
    double term = exp(-m), sum = term, k = 0.0;
    while (u > sum && k < m + 40.0 + 12.0 * sqrt(m)) { k += 1.0; term *= m / k; sum += term; }
    return k;
}

static void poisson(const double *m, const double *u, double *out, int n) {
    for (int i = 0; i < n; i++) {
        double term = exp(-m[i]), sum = term, k = u[i] > sum;
        term *= m[i]; sum += term; k += u[i] > sum;
        term *= m[i] * (1.0 / 2); sum += term; k += u[i] > sum;
        term *= m[i] * (1.0 / 3); sum += term; k += u[i] > sum;
        term *= m[i] * (1.0 / 4); sum += term; k += u[i] > sum;
        term *= m[i] * (1.0 / 5); sum += term; k += u[i] > sum;
        term *= m[i] * (1.0 / 6); sum += term; k += u[i] > sum;
        term *= m[i] * (1.0 / 7); sum += term; k += u[i] > sum;
        term *= m[i] * (1.0 / 8); sum += term; k += u[i] > sum;
        term *= m[i] * (1.0 / 9); sum += term; k += u[i] > sum;
        out[i] = k;
    }
    for (int i = 0; i < n; i++)
        if (out[i] >= 10.0 || (out[i] >= 5.0 && m[i] > 12.0)) out[i] = search(u[i], m[i]);
}

void simulate(int members, int weeks, int n, int ties, uint64_t seed, const double *start,
              const int64_t *first, const int64_t *second, const double *weight, const double *restraint,
              const double *rate, double *out) {
    double size[MOST], enemies[MOST], u[4 * MOST], mean[4 * MOST], flow[4 * MOST];
    for (int member = 0; member < members; member++) {
        double deaths = 0, arrests = 0, recruits = 0, total = 0;
        memcpy(size, start, n * sizeof(double));
        for (int week = 0; week < weeks; week++) {
            total = 0;
            for (int i = 0; i < n; i++) total += size[i];
            for (int i = 0; i < n; i++) enemies[i] = total - size[i];
            for (int k = 0; k < ties; k++) {
                enemies[first[k]] += weight[k] * size[second[k]];
                enemies[second[k]] += weight[k] * size[first[k]];
            }
            for (int i = 0; i < n; i++) four(seed, member, week, i, u + i);
            double each = rate[1] / total;
            for (int i = 0; i < n; i++) {
                mean[i] = rate[0] * size[i];
                mean[MOST + i] = each * size[i];
                mean[2 * MOST + i] = rate[2] * size[i] * enemies[i] / restraint[i];
                mean[3 * MOST + i] = rate[3] * size[i] * size[i];
            }
            for (int f = 0; f < 4; f++) poisson(mean + f * MOST, u + f * MOST, flow + f * MOST, n);
            for (int i = 0; i < n; i++) {
                double killed = fmin(flow[2 * MOST + i], size[i]);
                double arrested = fmin(flow[MOST + i], size[i] - killed);
                double left = fmin(flow[3 * MOST + i], size[i] - killed - arrested);
                size[i] += flow[i] - killed - arrested - left;
                deaths += killed; arrests += arrested; recruits += flow[i];
            }
        }
        total = 0;
        for (int i = 0; i < n; i++) total += size[i];
        out[4 * member] = total; out[4 * member + 1] = deaths;
        out[4 * member + 2] = arrests; out[4 * member + 3] = recruits;
    }
}
