/* SPDX-License-Identifier: MIT
 *
 * How addresses are written in each country: a country joins by a row. Source: the addressing
 * guides of the Universal Postal Union.
 */
#include "plugins/check-identity/addresses.h"

static const struct country countries[] = {
    {.code = "NL", .is_fine = TRUE, .postcodes = "NNNN AA", .prefixes = "nl"},
    {.code = "BE", .postcodes = "NNNN", .prefixes = "b|be"},
    {.code = "DE", .postcodes = "NNNNN", .prefixes = "d|de"},
    {.code = "GB",
     .is_number_first = TRUE,
     .is_fine = TRUE,
     .is_city_first = TRUE,
     .postcodes = "AN NAA|ANN NAA|AAN NAA|AANN NAA|ANA NAA|AANA NAA",
     .prefixes = "gb|uk"},
    {.code = "FR", .is_number_first = TRUE, .postcodes = "NNNNN", .prefixes = "f|fr"},
    {.code = "US",
     .is_number_first = TRUE,
     .is_city_first = TRUE,
     .postcodes = "NNNNN",
     .prefixes = "us|usa"},
    {.code = "LU", .is_number_first = TRUE, .postcodes = "NNNN", .prefixes = "l|lu"},
    {.code = "AT", .postcodes = "NNNN", .prefixes = "a|at"},
    {.code = "CH", .postcodes = "NNNN", .prefixes = "ch"},
    {.code = "DK", .postcodes = "NNNN", .prefixes = "dk"},
    {.code = "IT", .postcodes = "NNNNN", .prefixes = "i|it"},
    {.code = "ES", .postcodes = "NNNNN", .prefixes = "e|es"},
    {.code = "PL", .postcodes = "NN NNN", .prefixes = "pl"},
    {.code = "SE", .postcodes = "NNN NN", .prefixes = "s|se"},
};

const struct country *country_of(const char *code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(countries); i++) {
        if (strcmp(countries[i].code, code) == 0) {
            return &countries[i];
        }
    }
    return NULL;
}
