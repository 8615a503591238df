/* SPDX-License-Identifier: MIT
 *
 * The equations of one Gauss-Newton step in scale and shift.
 */
#include <math.h>

#include "plugins/check-logo/match.h"

/* Gauss-Jordan on a symmetric matrix, made definite: a direction that nothing tells of stays where
 * it is. */
void equations_solve(double matrix[4][5], double damping)
{
    for (guint i = 0; i < 4; i++) {
        matrix[i][i] = matrix[i][i] * damping + 1e-6;
        for (guint j = 0; j < i; j++) {
            matrix[i][j] = matrix[j][i];
        }
    }
    for (guint i = 0; i < 4; i++) {
        double pivot = fabs(matrix[i][i]) > 1e-12 ? matrix[i][i] : 1e-12;
        for (guint j = 0; j < 5; j++) {
            matrix[i][j] /= pivot;
        }
        for (guint row = 0; row < 4; row++) {
            double factor = matrix[row][i];
            for (guint j = 0; row != i && j < 5; j++) {
                matrix[row][j] -= factor * matrix[i][j];
            }
        }
    }
}
