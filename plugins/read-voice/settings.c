/* SPDX-License-Identifier: MIT
 *
 * Configuration of Asterisk, for what reaches people: the mails of voicemail.conf, and the sounds
 * that a dial plan plays.
 */
#include "plugins/read-voice/voice.h"

static const struct {
    const char *key;
    uint32_t role;
} mails[] = {
    {"emailsubject", TS_ROLE_SUBJECT}, {"emailbody", TS_ROLE_TEXT},
    {"pagersubject", TS_ROLE_SUBJECT}, {"pagerbody", TS_ROLE_TEXT},
    {"fromstring", TS_ROLE_METADATA},  {"pagerfromstring", TS_ROLE_METADATA},
};

static const char *const players[] = {"Playback(", "BackGround(", "Background("};

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

/* Up to a ";" that is not escaped. */
static struct ts_str without_comment(struct ts_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == ';' && (i == 0 || line.ptr[i - 1] != '\\')) {
            line.len = i;
        }
    }
    return strip(line);
}

/* A mail's text: \n and \t are white space, two \n a paragraph's end. */
static void say_mail(struct voice *voice, struct ts_str text, uint32_t role, const char *where)
{
    size_t begin = 0;
    for (size_t at = 0; at + 1 < text.len; at++) {
        if (text.ptr[at] != '\\' || !strchr("nrt", text.ptr[at + 1])) {
            continue;
        }
        voice_say_source(voice, ts_bytes(text.ptr + begin, at - begin), TRUE);
        block_builder_space(&voice->builder);
        gboolean is_paragraph = text.len - at >= 4 && memcmp(text.ptr + at, "\\n\\n", 4) == 0;
        if (is_paragraph) {
            voice_end_block(voice, role, "", where);
        }
        at++;
        begin = at + 1;
    }
    voice_say_source(voice, ts_bytes(text.ptr + begin, text.len - begin), TRUE);
    voice_end_block(voice, role, "", where);
}

/* "key=value", where key is one of a mail's. */
static void read_pair(struct voice *voice, struct ts_str pair)
{
    const char *equals = pair.len ? memchr(pair.ptr, '=', pair.len) : NULL;
    if (!equals) {
        return;
    }
    struct ts_str key = strip(ts_bytes(pair.ptr, (size_t)(equals - pair.ptr)));
    struct ts_str value = strip(ts_bytes(equals + 1, pair.len - (size_t)(equals - pair.ptr) - 1));
    for (size_t i = 0; i < G_N_ELEMENTS(mails); i++) {
        if (ts_is(key, mails[i].key)) {
            say_mail(voice, value, mails[i].role, mails[i].key);
        }
    }
}

/* "4073 => 1099,Anna,,,emailsubject=...|emailbody=...": a mailbox with its own. */
static void read_mailbox(struct voice *voice, struct ts_str line)
{
    const char *comma = memrchr(line.ptr, ',', line.len);
    size_t at = comma ? (size_t)(comma - line.ptr) + 1 : 0;
    const char *first = memchr(line.ptr, '|', line.len);
    if (first) { /* the texts may have commas */
        const char *before = memrchr(line.ptr, ',', (size_t)(first - line.ptr));
        at = before ? (size_t)(before - line.ptr) + 1 : 0;
    }
    while (at < line.len) {
        const char *end = memchr(line.ptr + at, '|', line.len - at);
        size_t size = end ? (size_t)(end - line.ptr) - at : line.len - at;
        read_pair(voice, ts_bytes(line.ptr + at, size));
        at += size + 1;
    }
}

/* Playback(first&second,options) */
static void read_sounds(struct voice *voice, struct ts_str line)
{
    for (size_t i = 0; i < G_N_ELEMENTS(players); i++) {
        const char *call = memmem(line.ptr, line.len, players[i], strlen(players[i]));
        const char *at = call ? call + strlen(players[i]) : NULL;
        const char *end = line.ptr + line.len;
        while (at && at < end) {
            size_t size = 0;
            while (at + size < end && !strchr("&,)", at[size])) {
                size++;
            }
            if (size && *at != '$') {
                voice_add_recording(voice, ts_bytes(at, size));
            }
            at = at + size < end && at[size] == '&' ? at + size + 1 : NULL;
        }
    }
}

static void read_line(struct voice *voice, struct ts_str raw)
{
    struct ts_str line = without_comment(raw);
    if (!line.ptr || line.len == 0 || *line.ptr == '[') {
        return;
    }
    read_sounds(voice, line);
    if (memmem(line.ptr, line.len, "=>", 2)) {
        read_mailbox(voice, line);
    } else {
        read_pair(voice, line);
    }
}

int settings_read(struct ts_call *call, const struct voice_input *input)
{
    struct voice voice;
    voice_init(&voice, call, input->text);
    for (size_t at = 0; at < input->text.len && !voice.is_failed;) {
        const char *begin = input->text.ptr + at;
        const char *end = memchr(begin, '\n', input->text.len - at);
        size_t size = end ? (size_t)(end - begin) : input->text.len - at;
        read_line(&voice, ts_bytes(begin, size));
        at += size + 1;
    }
    int done = voice_conclude(&voice, NULL, NULL, "configuration of Asterisk");
    voice_finish(&voice);
    return done;
}
