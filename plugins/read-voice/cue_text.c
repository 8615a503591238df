/* SPDX-License-Identifier: MIT
 *
 * The text of a cue: tags out, speakers apart.
 */
#include "plugins/common/html_names.h"
#include "plugins/read-voice/cues.h"

/* The size of a tag at the front of a text; 0: the "<" or "{" is text. */
static size_t tag_size(const struct cue_text *text, struct ts_str rest)
{
    gboolean is_tag = rest.len > 1 && rest.ptr[0] == '<' &&
                      (g_ascii_isalnum(rest.ptr[1]) || rest.ptr[1] == '/' || rest.ptr[1] == '.');
    gboolean is_setting = text->is_srt && rest.len > 1 && rest.ptr[0] == '{' && rest.ptr[1] == '\\';
    if (!is_tag && !is_setting) {
        return 0;
    }
    const char *end = memchr(rest.ptr, is_tag ? '>' : '}', rest.len);
    return end ? (size_t)(end - rest.ptr) + 1 : 0;
}

/* <v Anna>, <v.loud Anna> */
static gboolean is_speaker(struct ts_str tag)
{
    return tag.len > 2 && tag.ptr[1] == 'v' && strchr(" .\t>\n", tag.ptr[2]);
}

void cue_text_end_block(struct cue_text *text)
{
    voice_end_block(text->voice, TS_ROLE_PROMPT, text->language, text->where);
}

static void say(struct cue_text *text, struct ts_str run)
{
    if (run.len) {
        if (!text->voice->has_speech) {
            g_strlcpy(text->where, text->here, CUE_WHERE_SIZE);
        }
        voice_say_source(text->voice, run, FALSE);
    }
}

/* "- Dag!", "– Dag!", ">> Dag!": somebody else speaks. */
static size_t dash_size(struct ts_str line)
{
    static const char *const dashes[] = {"- ", "– ", "— ", ">> "};
    for (size_t i = 0; i < G_N_ELEMENTS(dashes); i++) {
        size_t size = strlen(dashes[i]);
        if (line.len > size && memcmp(line.ptr, dashes[i], size) == 0) {
            return size;
        }
    }
    return 0;
}

static void say_line(struct cue_text *text, struct ts_str line)
{
    size_t begin = dash_size(line);
    const char *last = line.len ? memrchr(line.ptr, '>', line.len) : NULL;
    const char *last_brace = line.len && text->is_srt ? memrchr(line.ptr, '}', line.len) : NULL;
    if (begin) {
        cue_text_end_block(text);
    }
    for (size_t at = begin; at < line.len;) {
        struct ts_str rest = ts_bytes(line.ptr + at, line.len - at);
        gboolean has_end = (*rest.ptr == '<' && last && rest.ptr < last) ||
                           (*rest.ptr == '{' && last_brace && rest.ptr < last_brace);
        size_t size = has_end ? tag_size(text, rest) : 0;
        if (size == 0) {
            at++;
            continue;
        }
        say(text, ts_bytes(line.ptr + begin, at - begin));
        if (is_speaker(ts_bytes(rest.ptr, size))) {
            cue_text_end_block(text);
        }
        at += size;
        begin = at;
    }
    say(text, ts_bytes(line.ptr + begin, line.len - begin));
}

void cue_text_say(struct cue_text *text, struct ts_str lines)
{
    while (lines.len) {
        const char *end = memchr(lines.ptr, '\n', lines.len);
        size_t size = end ? (size_t)(end - lines.ptr) : lines.len;
        struct ts_str line = ts_bytes(lines.ptr, size);
        while (line.len && g_ascii_isspace(*line.ptr)) {
            line = ts_bytes(line.ptr + 1, line.len - 1);
        }
        block_builder_space(&text->voice->builder);
        say_line(text, line);
        size = MIN(size + 1, lines.len);
        lines = ts_bytes(lines.ptr + size, lines.len - size);
    }
}
