/* SPDX-License-Identifier: MIT
 *
 * What the tests of the mail reader share: a mail in, what was recorded out as one line of text.
 */
#ifndef TESTS_PLUGIN_MIME_SUPPORT_H
#define TESTS_PLUGIN_MIME_SUPPORT_H

#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define HEAD "From: Vlakwerk <info@vlakwerk.example>\r\nTo: a@b.example\r\n"

static inline int mime_read(struct fakehost *fake, struct ts_str mail)
{
    fakehost_reset(fake);
    return fakehost_read(fake, "message/rfc822", "", "m.eml", mail);
}

/* "text|text": the blocks of the parts, in order; of quotes "> text", of preheaders "^ text". */
static inline char *mime_blocks(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        if (g_str_has_prefix(block->where, "part=")) {
            g_string_append_printf(out, "%s%s%s", out->len ? "|" : "",
                                   block->role == TS_ROLE_QUOTE       ? "> "
                                   : block->role == TS_ROLE_PREHEADER ? "^ "
                                                                      : "",
                                   block->text);
        }
    }
    return g_string_free(out, FALSE);
}

/* "suffix type name", a line each. */
static inline char *mime_children(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->children->len; i++) {
        const struct fake_child *child = g_ptr_array_index(fake->children, i);
        g_string_append_printf(out, "%s %s %s\n", child->suffix, child->media_type, child->name);
    }
    return g_string_free(out, FALSE);
}

static inline const char *mime_meta(const struct fakehost *fake, const char *name)
{
    const char *value = g_hash_table_lookup(fake->meta, name);
    return value ? value : "";
}

/* What was said to be cut off, the first of it, or "". */
static inline const char *mime_cut(const struct fakehost *fake)
{
    return fake->truncated->len ? g_ptr_array_index(fake->truncated, 0) : "";
}

static inline int mime_set_up(void **state)
{
    struct fakehost *fake = fakehost_new("read-mime");
    *state = fake;
    return fake->plugin->warm(&fake->call);
}

static inline int mime_tear_down(void **state)
{
    fakehost_free((struct fakehost **)state);
    return 0;
}

#endif
