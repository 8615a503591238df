/* SPDX-License-Identifier: MIT
 *
 * Gathers what is wrong in a document: a link in a menu and in the foot is one finding.
 */
#include "plugins/check-links/links.h"

struct own_fault {
    struct fault fault;
    GArray *places; /* struct ts_place */
};

static void free_own(gpointer data)
{
    struct own_fault *own = data;
    g_array_unref(own->places);
    g_free(own);
}

void faults_begin(struct faults *faults, struct ts_call *call)
{
    *faults = (struct faults){.call = call};
    faults->list = g_ptr_array_new_with_free_func(free_own);
    faults->by_text = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void faults_end(struct faults *faults)
{
    g_hash_table_unref(faults->by_text);
    g_ptr_array_unref(faults->list);
}

static struct ts_str copy(struct ts_call *call, struct ts_str text)
{
    struct ts_str cut = links_shorten(text);
    char *own = call->host->alloc(call, cut.len + 1);
    memcpy(own, cut.len ? cut.ptr : "", cut.len);
    return ts_bytes(own, cut.len);
}

/* Takes key over. */
static struct own_fault *add(struct faults *faults, const struct fault *fault, char *key)
{
    struct own_fault *own = g_new0(struct own_fault, 1);
    own->fault = *fault;
    own->fault.expected = copy(faults->call, fault->expected);
    own->fault.actual = copy(faults->call, fault->actual);
    own->fault.detail.value = copy(faults->call, fault->detail.value);
    own->places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    g_ptr_array_add(faults->list, own);
    g_hash_table_insert(faults->by_text, key, own);
    return own;
}

void faults_add(struct faults *faults, const struct fault *fault, struct ts_place place)
{
    struct ts_str expected = links_shorten(fault->expected);
    struct ts_str actual = links_shorten(fault->actual);
    char *key = g_strdup_printf("%s\n%.*s\n%.*s", fault->rule, (int)expected.len,
                                expected.len ? expected.ptr : "", (int)actual.len,
                                actual.len ? actual.ptr : "");
    struct own_fault *own = g_hash_table_lookup(faults->by_text, key);
    if (!own && faults->list->len < LINKS_FAULTS_MAX) {
        own = add(faults, fault, g_steal_pointer(&key));
    }
    g_free(key);
    if (!own || own->places->len >= LINKS_PLACES_MAX) {
        faults->left_out++;
        return;
    }
    own->fault.severity = MAX(own->fault.severity, fault->severity);
    g_array_append_val(own->places, place);
}

static int emit(const struct faults *faults, const struct own_fault *own, const char *more)
{
    struct ts_pair arguments[2];
    uint32_t count = 0;
    if (own->fault.detail.value.len) {
        arguments[count++] = own->fault.detail;
    }
    if (more) {
        arguments[count++] = (struct ts_pair){ts_text("more"), ts_text(more)};
    }
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = own->fault.severity,
        .rule = ts_text(own->fault.rule),
        .expected = own->fault.expected,
        .actual = own->fault.actual,
        .arguments = {arguments, count, sizeof *arguments},
        .places = {own->places->data, own->places->len, sizeof(struct ts_place)},
    };
    return faults->call->host->emit_finding(faults->call, &finding);
}

/* The last one says how many more there are. */
int faults_emit(struct faults *faults)
{
    g_autofree char *more = faults->left_out ? g_strdup_printf("%u", faults->left_out) : NULL;
    for (guint i = 0; i < faults->list->len; i++) {
        gboolean is_last = i + 1 == faults->list->len;
        if (emit(faults, g_ptr_array_index(faults->list, i), is_last ? more : NULL) != 0) {
            return -1;
        }
    }
    return 0;
}
