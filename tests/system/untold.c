/* SPDX-License-Identifier: MIT
 *
 * Reasons, one a line on standard input: those that have no Dutch are printed, and the exit status
 * is 1. A value in a reason may be the same in both; of a whole reason that is none.
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "core/result/reason.h"

int main(void)
{
    char line[4096];
    int status = 0;
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        g_autofree char *told = reason_say("nl", line);
        if (*line && strcmp(told, line) == 0) {
            puts(line);
            status = 1;
        }
    }
    return status;
}
