/* SPDX-License-Identifier: MIT
 *
 * From the brand book's section "identity" to the registry.
 */
#include "plugins/check-identity/identity.h"

static const struct {
    int (*load)(struct ts_call *call, const struct ts_open *open, struct identity *identity);
} capabilities[] = {
    {names_load},  {addresses_load},     {phones_load},
    {emails_load}, {registrations_load}, {requirements_load},
};

int identity_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    for (gsize i = 0; i < G_N_ELEMENTS(capabilities); i++) {
        if (capabilities[i].load(call, open, identity) != 0) {
            return -1;
        }
    }
    return 0;
}

void identity_clear(struct identity *identity)
{
    names_free(&identity->names);
    addresses_free(&identity->addresses);
    phones_free(&identity->phones);
    emails_free(&identity->emails);
    registrations_free(&identity->registrations);
    requirements_free(&identity->requirements);
    g_free(identity->brand);
    g_free(identity->language);
}

void entry_load(struct entry *entry, enum identity_kind kind, const char *prefix, struct ts_str id,
                const struct ts_node *node)
{
}

void entry_clear(struct entry *entry)
{
}
