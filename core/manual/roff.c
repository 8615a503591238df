/* SPDX-License-Identifier: MIT
 *
 * Escapes of groff_char(7) and groff_man_style(7): a minus that can be copied, no line that is
 * taken for a request.
 */
#include "core/manual/roff.h"

#include <string.h>

static void put_char(GString *out, const char *ptr, const char *begin)
{
    static const struct {
        char sign;
        const char *escape;
    } escapes[] = {{'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"},
                   {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}};
    if (*ptr == '.' && (ptr == begin || ptr[-1] == '\n')) {
        g_string_append(out, "\\&");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(escapes); i++) {
        if (escapes[i].sign == *ptr) {
            g_string_append(out, escapes[i].escape);
            return;
        }
    }
    g_string_append_c(out, *ptr);
}

static void put_span(GString *out, const char *ptr, gsize len)
{
    for (gsize i = 0; i < len; i++) {
        put_char(out, ptr + i, ptr);
    }
}

void roff_verbatim(GString *out, const char *text)
{
    put_span(out, text, strlen(text));
}

static gsize option_length(const char *ptr)
{
    gsize len = 2;
    while (g_ascii_islower(ptr[len]) || (ptr[len] == '-' && g_ascii_islower(ptr[len + 1]))) {
        len++;
    }
    return len;
}

void roff_text(GString *out, const char *text)
{
    for (const char *ptr = text; *ptr; ptr++) {
        const char *end = *ptr == '`' ? strchr(ptr + 1, '`') : NULL;
        gboolean is_first = ptr == text || strchr(" (\n", ptr[-1]);
        if (end) {
            g_string_append(out, "\\fB");
            put_span(out, ptr + 1, (gsize)(end - ptr - 1));
            g_string_append(out, "\\fR");
            ptr = end;
        } else if (is_first && g_str_has_prefix(ptr, "--") && g_ascii_islower(ptr[2])) {
            gsize len = option_length(ptr);
            g_string_append(out, "\\fB");
            put_span(out, ptr, len);
            g_string_append(out, "\\fR");
            ptr += len - 1;
        } else {
            put_char(out, ptr, text);
        }
    }
}

static gboolean is_word(char sign)
{
    return g_ascii_isalnum(sign) || sign == '-' || sign == '_';
}

void roff_usage(GString *out, const char *text)
{
    for (const char *ptr = text; *ptr;) {
        gsize len = 0;
        while (is_word(ptr[len])) {
            len++;
        }
        if (len == 0) {
            put_char(out, ptr++, text);
            continue;
        }
        g_string_append(out, g_ascii_isupper(*ptr) ? "\\fI" : "\\fB");
        put_span(out, ptr, len);
        g_string_append(out, "\\fR");
        ptr += len;
    }
}

void roff_paragraph(GString *out)
{
    static const char *const begun[] = {".SH", ".SS", ".PP"};
    gsize at = out->len > 0 ? out->len - 1 : 0;
    while (at > 0 && out->str[at - 1] != '\n') {
        at--;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(begun); i++) {
        if (g_str_has_prefix(out->str + at, begun[i])) {
            return;
        }
    }
    g_string_append(out, ".PP\n");
}

void roff_tag(GString *out, const char *name, const char *takes)
{
    g_string_append(out, ".TP\n\\fB");
    roff_verbatim(out, name);
    g_string_append(out, "\\fR");
    if (takes && *takes) {
        g_string_append(out, " \\(em ");
        roff_text(out, takes);
    }
    g_string_append_c(out, '\n');
}

void roff_example(GString *out, const char *lines)
{
    roff_paragraph(out);
    g_string_append(out, ".RS 4\n.nf\n");
    roff_verbatim(out, lines);
    if (!g_str_has_suffix(lines, "\n")) {
        g_string_append_c(out, '\n');
    }
    g_string_append(out, ".fi\n.RE\n");
}
