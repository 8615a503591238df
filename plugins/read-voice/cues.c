/* SPDX-License-Identifier: MIT
 *
 * Transcripts of recordings: cues, joined to sentences where they go on.
 */
#include "plugins/read-voice/cues.h"

#define PAUSE_MSEC 3000u /* silence after which another sentence begins */
#define SENTENCE_SIZE                                                          \
    1000u /* bytes after which a cue's border ends one, whatever it looks like \
           */

/* Does this text end like a sentence, quotes and brackets after it seen through? Sounds in brackets
 * and music stand alone. */
static gboolean is_finished(const GString *text)
{
    const char *at = text->str + text->len;
    while (at > text->str) {
        at = g_utf8_prev_char(at);
        gunichar character = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(character);
        if (character == ')' || character == ']' || character == 0x266A) {
            return TRUE;
        }
        if (character != '"' && character != '\'' && type != G_UNICODE_FINAL_PUNCTUATION &&
            type != G_UNICODE_INITIAL_PUNCTUATION) {
            return character == '.' || character == '?' || character == '!' ||
                   character == 0x2026 || character == 0x3002 || character == 0xFF1F ||
                   character == 0xFF01;
        }
    }
    return FALSE;
}

static void put_where(const struct cue *cue, char *where_r)
{
    guint64 seconds = cue->begin / 1000;
    g_snprintf(where_r, CUE_WHERE_SIZE, "cue[%u] %02u:%02u:%02u", cue->number,
               (guint)(seconds / 3600), (guint)(seconds / 60 % 60), (guint)(seconds % 60));
}

static void read_cues(struct voice *voice, struct cue_scan *scan, const char *language)
{
    struct cue_text text = {.voice = voice, .language = language, .is_srt = scan->is_srt};
    struct cue cue;
    guint64 end = 0;
    while (!voice->is_failed && cue_scan_next(scan, &cue)) {
        const GString *said = voice->builder.text;
        if (is_finished(said) || said->len > SENTENCE_SIZE || cue.begin > end + PAUSE_MSEC) {
            cue_text_end_block(&text);
        }
        put_where(&cue, text.here);
        cue_text_say(&text, cue.text);
        end = cue.end;
    }
    cue_text_end_block(&text);
}

/* What was left out, or NULL. */
static char *describe_lost(struct voice *voice, guint count, size_t first, const char *what)
{
    if (count == 0) {
        return NULL;
    }
    source_cursor_move(&voice->cursor, first);
    return g_strdup_printf("%s (%u, the first in line %u)", what, count, voice->cursor.line);
}

static int conclude(struct voice *voice, const struct cue_scan *scan, const char *language)
{
    g_autofree char *broken = describe_lost(voice, scan->broken_count, scan->first_broken,
                                            "cues whose times are broken were not read");
    g_autofree char *stray = describe_lost(voice, scan->stray_count, scan->first_stray,
                                           "text outside of cues was not read");
    if (broken) {
        voice->call->host->emit_truncated(voice->call, ts_text(broken));
    }
    if (stray) {
        voice->call->host->emit_truncated(voice->call, ts_text(stray));
    }
    return voice_conclude(voice, NULL, language,
                          broken  ? broken
                          : stray ? stray
                                  : "a transcript without a cue");
}

int cues_read(struct ts_call *call, const struct voice_input *input)
{
    struct voice voice;
    struct cue_scan scan;
    gboolean is_srt = ts_is(input->media_type, VOICE_SRT);
    if (cue_scan_init(&scan, input->text, is_srt) != 0) {
        return ts_fail(call, "is not WebVTT: it does not begin with WEBVTT");
    }
    g_autofree char *language =
        g_strndup(input->language.ptr ? input->language.ptr : "", input->language.len);
    voice_init(&voice, call, input->text);
    read_cues(&voice, &scan, language);
    int done = conclude(&voice, &scan, language);
    voice_finish(&voice);
    return done;
}
