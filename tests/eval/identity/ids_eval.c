/* SPDX-License-Identifier: MIT
 *
 * What check_digits.h says of numbers on standard input, one a line: "kind number", answered with
 * right, wrong, none or form.
 */
#include <stdio.h>
#include <string.h>

#include "plugins/check-identity/check_digits.h"

static enum proof prove(const char *kind, struct ts_str number)
{
    if (strcmp(kind, "iban") == 0) {
        return iban_prove(number);
    }
    if (strcmp(kind, "vat") == 0) {
        return vat_prove(number);
    }
    return strcmp(kind, "rsin") == 0 ? rsin_prove(number) : kbo_prove(number);
}

int main(void)
{
    static const char *const words[] = {[PROOF_FORM] = "form",
                                        [PROOF_WRONG] = "wrong",
                                        [PROOF_NONE] = "none",
                                        [PROOF_RIGHT] = "right"};
    char kind[16];
    char number[64];
    while (scanf("%15s %63s", kind, number) == 2) {
        puts(words[prove(kind, ts_text(number))]);
    }
    return 0;
}
