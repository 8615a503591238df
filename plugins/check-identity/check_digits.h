/* SPDX-License-Identifier: MIT
 *
 * Numbers that carry their own proof: bank accounts, VAT numbers, and registers of firms.
 */
#ifndef PLUGINS_CHECK_IDENTITY_CHECK_DIGITS_H
#define PLUGINS_CHECK_IDENTITY_CHECK_DIGITS_H

#include <glib.h>

#include "touchstone/plugin.h"

#define NUMBER_SIZE 36u /* bytes of a normal form with its NUL; an IBAN has at most 34 */

enum proof {
    PROOF_FORM /* it has not the form of such a number */,
    PROOF_WRONG /* the form, but its check digits are wrong */,
    PROOF_NONE /* the form; such numbers have no check digits */,
    PROOF_RIGHT
};

/* All take the normal form: capitals and digits, nothing between them. Linear. */

/* ISO 13616: country, two check digits (ISO 7064 mod 97-10), as long as the country has them. */
enum proof iban_prove(struct ts_str number);
/* Characters of an IBAN of this country; 0: it has none. */
guint iban_length(const char *country);

/* With the country in front: "NL004495445B01", "CHE123456788MWST" without what follows the digits.
 * The rules are those of the European Commission's VIES and of the tax offices. */
enum proof vat_prove(struct ts_str number);
/* Does a VAT number of this country exist here? *least_r, *most_r: characters behind the country.
 */
gboolean vat_knows(const char *country, guint *least_r, guint *most_r);

/* Nine digits, the 11-test (Dutch tax office). */
enum proof rsin_prove(struct ts_str number);
/* Ten digits, the last two 97 less the others modulo 97 (Belgian Crossroads Bank). */
enum proof kbo_prove(struct ts_str number);

#endif
