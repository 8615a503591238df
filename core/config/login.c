/* SPDX-License-Identifier: MIT
 *
 * Finds the user information of an address, also of one that is no valid address.
 */
#include "core/config/login.h"

#include <string.h>

#include "core/config/file.h"
#include "core/config/text.h"

/* Where the host begins, behind //; NULL: there is no scheme. */
static char *authority_of(char *address)
{
    char *colon = strchr(address, ':');
    if (!colon || colon == address) {
        return NULL;
    }
    for (const char *ptr = address; ptr < colon; ptr++) {
        if (!g_ascii_isalnum(*ptr) && !strchr("+-.", *ptr)) {
            return NULL;
        }
    }
    return colon[1] == '/' ? colon + 1 + strspn(colon + 1, "/") : NULL;
}

static char *at_of(char *authority)
{
    return authority ? g_strrstr_len(authority, (gssize)strcspn(authority, "/?#"), "@") : NULL;
}

gboolean login_is_in(struct ts_str address)
{
    g_autofree char *text = text_dup(address);
    return at_of(authority_of(text)) != NULL;
}

char *login_hide(struct ts_str address)
{
    g_autofree char *text = text_dup(address);
    char *authority = authority_of(text);
    char *at = at_of(authority);
    g_autofree char *hidden =
        at ? g_strdup_printf("%.*s...%s", (int)(authority - text), text, at) : g_strdup(text);
    return file_printable(hidden, -1);
}
