/* SPDX-License-Identifier: MIT
 *
 * Transcripts of Asterisk's sounds: "name: what is said" in a line, ";" before a comment.
 */
#include "plugins/read-voice/voice.h"

/* "[ascending tones]", "(beep)": a sound that is described, not said. */
static gboolean is_sound(struct ts_str text)
{
    return text.len > 1 && ((text.ptr[0] == '[' && text.ptr[text.len - 1] == ']') ||
                            (text.ptr[0] == '(' && text.ptr[text.len - 1] == ')') ||
                            (text.ptr[0] == '<' && text.ptr[text.len - 1] == '>'));
}

static struct ts_str strip(struct ts_str text)
{
    while (text.len && g_ascii_isspace(*text.ptr)) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    while (text.len && g_ascii_isspace(text.ptr[text.len - 1])) {
        text.len--;
    }
    return text;
}

static void read_line(struct voice *voice, struct ts_str line, const char *language)
{
    const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
    if (!colon || *line.ptr == ';') {
        return;
    }
    struct ts_str name = strip(ts_bytes(line.ptr, (size_t)(colon - line.ptr)));
    struct ts_str text = strip(ts_bytes(colon + 1, line.len - (size_t)(colon - line.ptr) - 1));
    if (text.len == 0) {
        voice_add_recording(voice, name);
    }
    if (text.len == 0 || is_sound(text)) {
        return;
    }
    g_autofree char *where = g_strdup_printf("sound=%.*s", (int)MIN(name.len, 100), name.ptr);
    g_autofree char *valid = g_utf8_make_valid(where, -1);
    voice_say(voice, text, (size_t)(text.ptr - voice->source.ptr));
    voice_end_block(voice, TS_ROLE_PROMPT, language, valid);
}

int transcript_read(struct ts_call *call, const struct voice_input *input)
{
    struct voice voice;
    g_autofree char *language =
        g_strndup(input->language.ptr ? input->language.ptr : "", input->language.len);
    voice_init(&voice, call, input->text);
    for (size_t at = 0; at < input->text.len && !voice.is_failed;) {
        const char *begin = input->text.ptr + at;
        const char *end = memchr(begin, '\n', input->text.len - at);
        size_t size = end ? (size_t)(end - begin) : input->text.len - at;
        read_line(&voice, ts_bytes(begin, size), language);
        at += size + 1;
    }
    int done = voice_conclude(&voice, NULL, language, "a list of sounds without words");
    voice_finish(&voice);
    return done;
}
