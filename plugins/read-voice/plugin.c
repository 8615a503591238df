/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "voice".
 */
#include <libxml/parser.h>

#include <unicode/uloc.h>

#include "plugins/common/charset.h"
#include "plugins/read-voice/voice.h"

static const struct {
    const char *media_type;
    int (*read)(struct ts_call *call, const struct voice_input *input);
} formats[] = {
    {VOICE_VXML, markup_read},
    {VOICE_SSML, markup_read},
    {VOICE_TWIML, markup_read},
    {VOICE_FREESWITCH, markup_read},
    {VOICE_VTT, cues_read},
    {VOICE_SRT, cues_read},
    {VOICE_TRANSCRIPT, transcript_read},
    {VOICE_SETTINGS, settings_read},
};

/* As in formats. */
static const char *const media_types[] = {
    VOICE_VXML, VOICE_SSML, VOICE_TWIML,      VOICE_FREESWITCH,
    VOICE_VTT,  VOICE_SRT,  VOICE_TRANSCRIPT, VOICE_SETTINGS,
};

/* CRLF and CR are LF: lines and columns stay what they are. In memory of the call. */
static struct ts_str with_line_feeds(struct ts_call *call, struct ts_str text)
{
    if (!text.len || !memchr(text.ptr, '\r', text.len)) {
        return text;
    }
    char *own = call->host->alloc(call, text.len);
    size_t size = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\r') {
            own[size++] = text.ptr[i];
        } else if (i + 1 == text.len || text.ptr[i + 1] != '\n') {
            own[size++] = '\n';
        }
    }
    return ts_bytes(own, size);
}

static gboolean is_language(struct ts_str text)
{
    char code[3] = {0};
    if (text.len != 2) {
        return FALSE;
    }
    memcpy(code, text.ptr, 2);
    return *uloc_getISO3Language(code) != '\0';
}

/* What stands between the last mark of these and the ending: "nl" of "film.nl.vtt". */
static struct ts_str name_part(struct ts_str name, char mark)
{
    const char *end = name.ptr ? memrchr(name.ptr, '.', name.len) : NULL;
    const char *begin = end ? memrchr(name.ptr, mark, (size_t)(end - name.ptr)) : NULL;
    return begin ? ts_bytes(begin + 1, (size_t)(end - begin) - 1) : ts_text(NULL);
}

/* "lang/nl/vm/tts.xml", as FreeSWITCH has its folders. */
static struct ts_str folder_part(struct ts_str path)
{
    const char *at = path.ptr ? memmem(path.ptr, path.len, "lang/", 5) : NULL;
    size_t left = at ? path.len - (size_t)(at + 5 - path.ptr) : 0;
    return left > 2 && at[7] == '/' ? ts_bytes(at + 5, 2) : ts_text(NULL);
}

/* The language that the name of a file declares as its format has it, or empty. */
static struct ts_str language_of_name(const struct ts_resource *resource)
{
    struct ts_str type = resource->media_type, name = resource->locator;
    struct ts_str part = ts_is(type, VOICE_VTT) || ts_is(type, VOICE_SRT) ? name_part(name, '.')
                         : ts_is(type, VOICE_TRANSCRIPT)                  ? name_part(name, '-')
                         : ts_is(type, VOICE_FREESWITCH)                  ? folder_part(name)
                                                                          : ts_text(NULL);
    return is_language(part) ? part : ts_text(NULL);
}

/* The line of the first character that could not be converted. */
static guint first_replaced(struct ts_str text)
{
    struct source_cursor cursor;
    const char *mark = memmem(text.ptr, text.len, "\xef\xbf\xbd", 3);
    source_cursor_init(&cursor, text);
    source_cursor_move(&cursor, mark ? (size_t)(mark - text.ptr) : 0);
    return cursor.line;
}

static int refuse(struct ts_call *call, const struct charset_result *converted)
{
    if (converted->is_binary) {
        return ts_fail(call, "is not text: many of its bytes are no characters");
    }
    g_autofree char *why = g_strdup_printf("is not XML: line %u: a byte that is no character of %s",
                                           first_replaced(converted->text), converted->charset);
    return ts_fail(call, why);
}

static int read_as(struct ts_call *call, const struct ts_resource *resource, size_t format)
{
    struct charset_result converted;
    gboolean is_markup = formats[format].read == markup_read;
    struct charset_hint hint = {.declared = resource->charset, .has_markup = is_markup};
    charset_to_utf8(call, &hint, resource->bytes, &converted);
    if (converted.is_binary || (is_markup && converted.replaced)) {
        return refuse(call, &converted);
    }
    struct voice_input input = {
        .text = with_line_feeds(call, converted.text),
        .language = resource->language.len ? resource->language : language_of_name(resource),
        .media_type = resource->media_type,
    };
    return blocks_is_blank(input.text) ? ts_fail(call, "is empty")
                                       : formats[format].read(call, &input);
}

static int read_voice(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    (void)self;
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (ts_is(resource->media_type, formats[i].media_type)) {
            return read_as(call, resource, i);
        }
    }
    return ts_fail(call, "is of a kind that this reader does not know");
}

static int warm(struct ts_call *call)
{
    (void)call;
    charset_warm();
    xmlInitParser();
    uloc_getISO3Language("nl");
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = voice_sniff,
    .read = read_voice,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "voice",
    .version = "0.3.0",
    .summary = "Reads what a caller hears: VoiceXML, SSML, TwiML, phrases, transcripts, captions.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
