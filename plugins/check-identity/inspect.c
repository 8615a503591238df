/* SPDX-License-Identifier: MIT
 *
 * One document, one capability after the other.
 */
#include "plugins/check-identity/identity.h"

static int (*const capabilities[])(struct view *view) = {
    names_find,         addresses_find,  phones_find,        emails_find,
    registrations_find, structured_find, requirements_judge,
};

int identity_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    struct view view = {
        .call = call,
        .identity = self,
        .document = document,
        .tokens = tokens_of(call, document),
        .sightings = g_array_new(FALSE, FALSE, sizeof(struct sighting)),
        .names = g_array_new(FALSE, FALSE, sizeof(struct name_span)),
        .places = g_array_new(FALSE, FALSE, sizeof(struct address_span)),
    };
    int done = 0;
    for (gsize i = 0; done == 0 && i < G_N_ELEMENTS(capabilities); i++) {
        done = capabilities[i](&view);
    }
    g_array_unref(view.sightings);
    g_array_unref(view.names);
    g_array_unref(view.places);
    return done;
}
