/* SPDX-License-Identifier: MIT
 *
 * Prompts to blocks, spoken numbers to links, recordings to one sentence.
 */
#include "plugins/read-voice/voice.h"

#include "plugins/common/html_names.h"
#include "plugins/common/limits.h"

#define VALUE_SIZE 200u /* bytes of "${...}" */

void voice_init(struct voice *voice, struct ts_call *call, struct ts_str source)
{
    *voice = (struct voice){
        .call = call,
        .source = source,
        .recordings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .names = g_ptr_array_new(),
        .telephones = g_array_new(FALSE, FALSE, sizeof(struct voice_stretch)),
    };
    source_cursor_init(&voice->cursor, source);
    block_builder_init(&voice->builder, call);
}

void voice_finish(struct voice *voice)
{
    block_builder_finish(&voice->builder);
    g_ptr_array_unref(voice->names);
    g_hash_table_unref(voice->recordings);
    g_array_unref(voice->telephones);
}

/* What still fits into the block at work. */
static struct ts_str fit(struct voice *voice, struct ts_str text)
{
    size_t left = READER_BLOCK_SIZE - MIN(READER_BLOCK_SIZE, voice->builder.text->len);
    if (text.len <= left) {
        return text;
    }
    while (left && ((guchar)text.ptr[left] & 0xC0) == 0x80) {
        left--;
    }
    voice->is_long = TRUE;
    return ts_bytes(text.ptr, left);
}

void voice_say(struct voice *voice, struct ts_str text, size_t offset)
{
    text = fit(voice, text);
    source_cursor_move(&voice->cursor, offset);
    block_builder_add(&voice->builder, text, voice->cursor.line, voice->cursor.column);
    voice->has_speech |= !blocks_is_blank(text);
}

void voice_say_value(struct voice *voice, struct ts_str text, size_t offset)
{
    guint span = block_builder_begin_span(&voice->builder, TS_SPAN_CODE, NULL);
    text = fit(voice, text);
    source_cursor_move(&voice->cursor, offset);
    block_builder_add(&voice->builder, text, voice->cursor.line, voice->cursor.column);
    block_builder_end_span(&voice->builder, span);
}

/* The size of "$1" or "${name}" at the front of a text; 0: it is none. */
static size_t value_size(struct ts_str text)
{
    size_t size = 1, depth = 0;
    while (size < text.len && g_ascii_isdigit(text.ptr[size])) {
        size++;
    }
    if (size > 1 || text.len < 2 || text.ptr[1] != '{') {
        return size > 1 ? size : 0;
    }
    for (size_t at = 1; at < MIN(text.len, VALUE_SIZE); at++) {
        depth += text.ptr[at] == '{';
        depth -= text.ptr[at] == '}';
        if (depth == 0) {
            return at + 1;
        }
    }
    return 0;
}

void voice_say_source(struct voice *voice, struct ts_str text, gboolean is_template)
{
    size_t base = (size_t)(text.ptr - voice->source.ptr), begin = 0;
    for (size_t at = 0; at < text.len;) {
        struct ts_str rest = ts_bytes(text.ptr + at, text.len - at);
        char utf8[HTML_REFERENCE_MAX];
        size_t utf8_size = 0;
        size_t reference =
            *rest.ptr == '&' ? html_reference(rest.ptr, rest.len, 0, utf8, &utf8_size) : 0;
        size_t value = is_template && *rest.ptr == '$' ? value_size(rest) : 0;
        if (!reference && !value) {
            at++;
            continue;
        }
        voice_say(voice, ts_bytes(text.ptr + begin, at - begin), base + begin);
        if (reference) {
            voice_say(voice, ts_bytes(utf8, utf8_size), base + at);
        } else {
            voice_say_value(voice, ts_bytes(rest.ptr, value), base + at);
        }
        at += reference + value;
        begin = at;
    }
    voice_say(voice, ts_bytes(text.ptr + begin, text.len - begin), base + begin);
}

/* ---- numbers ---- */

/* Line and column of an offset in the block at work. */
static void place_of(const struct voice *voice, size_t offset, struct ts_link *link)
{
    const struct ts_mark *mark = NULL;
    const GArray *marks = voice->builder.marks;
    for (guint i = marks->len; i > 0; i--) {
        mark = &g_array_index(marks, struct ts_mark, i - 1);
        if (mark->offset <= offset) {
            break;
        }
    }
    if (mark) {
        const char *text = voice->builder.text->str;
        link->line = mark->line;
        link->column =
            mark->column + (uint32_t)g_utf8_strlen(text + mark->offset,
                                                   (gssize)(offset - MIN(offset, mark->offset)));
    }
}

static void link_number(struct voice *voice, const struct spoken_number *number, const char *where)
{
    if (++voice->number_count > VOICE_NUMBERS) {
        return;
    }
    g_autofree char *href = g_strconcat("tel:", number->digits, NULL);
    struct ts_link link = {
        .href = ts_text(href),
        .text = ts_bytes(voice->builder.text->str + number->offset, number->length),
        .where = ts_text(where),
        .purpose = TS_LINK_CONTACT,
    };
    place_of(voice, number->offset, &link);
    voice->is_failed |= voice->call->host->emit_link(voice->call, &link) != 0;
}

static gboolean is_in_telephone(const struct voice *voice, const struct spoken_number *number)
{
    for (guint i = 0; i < voice->telephones->len; i++) {
        const struct voice_stretch *own =
            &g_array_index(voice->telephones, struct voice_stretch, i);
        if (number->offset < own->offset + own->length &&
            own->offset < number->offset + number->length) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What the markup calls a telephone number, and what else sounds like one. */
static void link_numbers(struct voice *voice, const char *language, const char *where)
{
    const GString *text = voice->builder.text;
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(struct spoken_number));
    for (guint i = 0; i < voice->telephones->len; i++) {
        const struct voice_stretch *own =
            &g_array_index(voice->telephones, struct voice_stretch, i);
        struct spoken_number number;
        if (spoken_read_number(ts_bytes(text->str + own->offset, own->length), ts_text(language),
                               &number)) {
            number.offset = own->offset;
            number.length = own->length;
            link_number(voice, &number, where);
        }
    }
    if (voice->number_count > VOICE_NUMBERS) {
        return;
    }
    spoken_find_numbers(ts_bytes(text->str, text->len), ts_text(language), numbers);
    for (guint i = 0; i < numbers->len; i++) {
        const struct spoken_number *number = &g_array_index(numbers, struct spoken_number, i);
        if (!is_in_telephone(voice, number)) {
            link_number(voice, number, where);
        }
    }
}

void voice_end_block(struct voice *voice, uint32_t role, const char *language, const char *where)
{
    if (voice->has_speech) {
        link_numbers(voice, language, where);
        voice->is_failed |= block_builder_flush(&voice->builder, role, language, where) != 0;
        voice->block_count++;
    } else {
        block_builder_drop(&voice->builder);
    }
    voice->has_speech = FALSE;
    g_array_set_size(voice->telephones, 0);
}

/* ---- recordings and links ---- */

/* The last part of a path or an address, without its query. */
static struct ts_str file_name(struct ts_str path)
{
    const char *query = path.len ? memchr(path.ptr, '?', path.len) : NULL;
    path.len = query ? (size_t)(query - path.ptr) : path.len;
    const char *slash = path.len ? memrchr(path.ptr, '/', path.len) : NULL;
    return slash && slash + 1 < path.ptr + path.len
               ? ts_bytes(slash + 1, (size_t)(path.ptr + path.len - slash - 1))
               : path;
}

void voice_add_recording(struct voice *voice, struct ts_str path)
{
    struct ts_str last = file_name(path);
    g_autofree char *cut = g_strndup(last.ptr ? last.ptr : "", MIN(last.len, VOICE_NAME_SIZE));
    g_autofree char *name = g_utf8_make_valid(g_strstrip(cut), -1);
    if (*name == '\0' || g_hash_table_size(voice->recordings) >= VOICE_RECORDINGS ||
        g_hash_table_contains(voice->recordings, name)) {
        return;
    }
    if (voice->names->len < VOICE_NAMES) {
        g_ptr_array_add(voice->names, name);
    }
    g_hash_table_add(voice->recordings, g_steal_pointer(&name));
}

void voice_link(struct voice *voice, uint32_t purpose, struct ts_str href, size_t offset,
                const char *where)
{
    g_autofree char *own = g_strndup(href.ptr ? href.ptr : "", href.len);
    g_strstrip(own);
    if (*own == '\0') {
        return;
    }
    source_cursor_move(&voice->cursor, offset);
    struct ts_link link = {
        .href = ts_text(own),
        .where = ts_text(where),
        .purpose = purpose,
        .line = voice->cursor.line,
        .column = voice->cursor.column,
    };
    voice->link_count++;
    voice->is_failed |= voice->call->host->emit_link(voice->call, &link) != 0;
}

static void say_recordings(struct voice *voice)
{
    guint count = g_hash_table_size(voice->recordings);
    if (count == 0) {
        return;
    }
    g_autoptr(GString) what = g_string_new(NULL);
    g_string_printf(what, "%u recording%s without a transcript %s not read: ", count,
                    count == 1 ? "" : "s", count == 1 ? "was" : "were");
    for (guint i = 0; i < voice->names->len; i++) {
        g_string_append_printf(what, "%s%s", i ? ", " : "",
                               (const char *)g_ptr_array_index(voice->names, i));
    }
    if (count > voice->names->len) {
        g_string_append_printf(what, " and %u more", count - voice->names->len);
    }
    voice->call->host->emit_truncated(voice->call, ts_bytes(what->str, what->len));
}

static void say_limits(struct voice *voice)
{
    const struct ts_host *host = voice->call->host;
    if (voice->is_long) {
        host->emit_truncated(voice->call, ts_text("prompts beyond 256 KB each were not read"));
    }
    if (voice->number_count > VOICE_NUMBERS) {
        host->emit_truncated(voice->call,
                             ts_text("telephone numbers beyond the first 1,000 were not taken in"));
    }
}

int voice_conclude(struct voice *voice, const char *title, const char *language,
                   const char *nothing)
{
    struct ts_head head = {
        .size = sizeof head, .title = ts_text(title), .language = ts_text(language)};
    guint recordings = g_hash_table_size(voice->recordings);
    if (!voice->is_failed && !voice->block_count && !voice->link_count && !recordings) {
        g_autofree char *why = g_strdup_printf("nobody hears a word of it: %s", nothing);
        return voice->call->host->fail(voice->call, TS_FAIL_SKIP, ts_text(why));
    }
    say_limits(voice);
    say_recordings(voice);
    voice->is_failed |= voice->call->host->emit_head(voice->call, &head) != 0;
    return voice->is_failed ? -1 : 0;
}
