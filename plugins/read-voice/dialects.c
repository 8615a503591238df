/* SPDX-License-Identifier: MIT
 *
 * The voice formats as tables: SSML 1.1, VoiceXML 2.1, TwiML, phrases of FreeSWITCH.
 */
#include "plugins/read-voice/markup.h"

#define BLOCK (MARKUP_SPOKEN | MARKUP_STEP)

/* ---- SSML, which is inside all others ---- */

/* What is heard is the alias, not what it stands for. */
static void take_alias(struct markup *markup, struct xml_walk *walk)
{
    voice_say_source(markup_voice(markup), xml_attribute(walk, "alias"), FALSE);
}

static void take_expression(struct markup *markup, struct xml_walk *walk)
{
    struct ts_str expression = xml_attribute(walk, "expr");
    if (expression.len) {
        voice_say_value(markup_voice(markup), expression, xml_tag_offset(walk));
    }
}

/* Inline elements that are not in a table are read through as these are. */
#define SSML                                                                           \
    {"p", BLOCK, NULL, NULL, NULL}, {"s", BLOCK, NULL, NULL, NULL},                    \
        {"paragraph", BLOCK, NULL, NULL, NULL}, {"sentence", BLOCK, NULL, NULL, NULL}, \
        {"sub", MARKUP_INLINE | MARKUP_SILENT, NULL, NULL, take_alias},                \
        {"break", MARKUP_INLINE | MARKUP_GAP, NULL, NULL, NULL},                       \
        {"audio", MARKUP_INLINE | MARKUP_AUDIO, NULL, NULL, NULL},                     \
        {"desc", MARKUP_INLINE | MARKUP_SILENT | MARKUP_DESCRIBED, NULL, NULL, NULL},  \
        {"metadata", MARKUP_SILENT, NULL, NULL, NULL},                                 \
    {                                                                                  \
        "lexicon", MARKUP_SILENT, NULL, NULL, NULL                                     \
    }

static const struct markup_element ssml[] = {
    {"speak", MARKUP_SPOKEN, NULL, NULL, NULL},
    SSML,
    {NULL, 0, NULL, NULL, NULL},
};

/* ---- VoiceXML ---- */

static const struct markup_element vxml[] = {
    {"vxml", 0, NULL, "application", NULL},
    {"form", BLOCK | MARKUP_ANCHOR, "id", NULL, NULL},
    {"menu", BLOCK | MARKUP_ANCHOR, "id", NULL, NULL},
    {"field", BLOCK, "name", NULL, NULL},
    {"initial", BLOCK, "name", NULL, NULL},
    {"record", BLOCK, "name", NULL, NULL},
    {"transfer", BLOCK, "name", NULL, NULL},
    {"object", BLOCK, "name", NULL, NULL},
    {"subdialog", BLOCK, "name", "src", NULL},
    {"block", BLOCK, NULL, NULL, NULL},
    {"prompt", BLOCK, NULL, NULL, NULL},
    {"choice", BLOCK, NULL, "next", NULL},
    {"option", BLOCK, NULL, NULL, NULL},
    {"noinput", BLOCK, NULL, NULL, NULL},
    {"nomatch", BLOCK, NULL, NULL, NULL},
    {"help", BLOCK, NULL, NULL, NULL},
    {"error", BLOCK, NULL, NULL, NULL},
    {"catch", BLOCK, NULL, NULL, NULL},
    {"filled", BLOCK, NULL, NULL, NULL},
    {"if", MARKUP_SPOKEN, NULL, NULL, NULL},
    {"elseif", MARKUP_SPOKEN, NULL, NULL, NULL},
    {"else", MARKUP_SPOKEN, NULL, NULL, NULL},
    {"goto", MARKUP_SILENT, NULL, "next", NULL},
    {"submit", MARKUP_SILENT, NULL, "next", NULL},
    {"link", 0, NULL, "next", NULL},
    {"assign", MARKUP_SILENT, NULL, NULL, NULL},
    {"clear", MARKUP_SILENT, NULL, NULL, NULL},
    {"data", MARKUP_SILENT, NULL, NULL, NULL},
    {"disconnect", MARKUP_SILENT, NULL, NULL, NULL},
    {"dtmf", MARKUP_SILENT, NULL, NULL, NULL},
    {"exit", MARKUP_SILENT, NULL, NULL, NULL},
    {"grammar", MARKUP_SILENT, NULL, NULL, NULL},
    {"log", MARKUP_SILENT, NULL, NULL, NULL},
    {"param", MARKUP_SILENT, NULL, NULL, NULL},
    {"property", MARKUP_SILENT, NULL, NULL, NULL},
    {"reprompt", MARKUP_SILENT, NULL, NULL, NULL},
    {"return", MARKUP_SILENT, NULL, NULL, NULL},
    {"script", MARKUP_SILENT, NULL, NULL, NULL},
    {"throw", MARKUP_SILENT, NULL, NULL, NULL},
    {"var", MARKUP_SILENT, NULL, NULL, NULL},
    {"value", MARKUP_INLINE | MARKUP_SILENT, NULL, NULL, take_expression},
    {"enumerate", MARKUP_INLINE | MARKUP_GAP, NULL, NULL, NULL},
    SSML,
    {NULL, 0, NULL, NULL, NULL},
};

/* ---- TwiML ---- */

/* The length of "nl-NL" at the front of a text, or 0. */
static size_t tag_size(struct ts_str text)
{
    gboolean is_tag = text.len >= 5 && g_ascii_islower(text.ptr[0]) &&
                      g_ascii_islower(text.ptr[1]) && text.ptr[2] == '-' &&
                      g_ascii_isupper(text.ptr[3]) && g_ascii_isupper(text.ptr[4]) &&
                      (text.len == 5 || !g_ascii_isalnum(text.ptr[5]));
    return is_tag ? 5 : 0;
}

/* language="nl-NL", or a voice that has it in its name: "Google.nl-NL-Standard-A". */
static void take_voice(struct markup *markup, struct xml_walk *walk)
{
    struct ts_str language = xml_attribute(walk, "language");
    struct ts_str voice = xml_attribute(walk, "voice");
    for (size_t at = 0; language.len == 0 && at < voice.len; at++) {
        if (at == 0 || !g_ascii_isalnum(voice.ptr[at - 1])) {
            struct ts_str rest = ts_bytes(voice.ptr + at, voice.len - at);
            language = ts_bytes(rest.ptr, tag_size(rest));
        }
    }
    markup_set_language(markup, language);
}

static const struct markup_element twiml[] = {
    {"Response", 0, NULL, NULL, NULL},
    {"Say", BLOCK, NULL, NULL, take_voice},
    {"Gather", MARKUP_STEP, NULL, NULL, NULL},
    {"Pay", MARKUP_STEP, NULL, NULL, NULL},
    {"Prompt", MARKUP_STEP, NULL, NULL, NULL},
    {"Play", MARKUP_SILENT | MARKUP_PLAYED, NULL, NULL, NULL},
    {"Redirect", MARKUP_SILENT | MARKUP_TARGET, NULL, NULL, NULL},
    {"Message", BLOCK | MARKUP_WRITTEN, NULL, NULL, NULL},
    {"Body", BLOCK | MARKUP_WRITTEN, NULL, NULL, NULL},
    {"Sms", BLOCK | MARKUP_WRITTEN, NULL, NULL, NULL},
    {"Media", MARKUP_SILENT, NULL, NULL, NULL},
    SSML,
    {NULL, 0, NULL, NULL, NULL},
};

/* ---- FreeSWITCH ---- */

static gboolean begins(struct ts_str text, const char *front)
{
    size_t size = strlen(front);
    return text.len >= size && memcmp(text.ptr, front, size) == 0;
}

static gboolean contains(struct ts_str text, const char *part)
{
    return text.len && memmem(text.ptr, text.len, part, strlen(part));
}

/* A file to play: "say:Welkom" is read out, silence and tones say nothing, "$1" is what the caller
 * recorded, and a phrase stands elsewhere. */
static void take_sound(struct markup *markup, struct ts_str path)
{
    if (begins(path, "say:")) {
        markup_say_attribute(markup, ts_bytes(path.ptr + 4, path.len - 4), TRUE);
    } else if (path.len && !contains(path, "_stream:") && !begins(path, "phrase:") &&
               !begins(path, "$")) {
        voice_add_recording(markup_voice(markup), path);
    }
}

static void take_action(struct markup *markup, struct xml_walk *walk)
{
    struct ts_str function = xml_attribute(walk, "function");
    struct ts_str data = xml_attribute(walk, "data");
    if (ts_is(function, "speak-text")) {
        markup_say_attribute(markup, data, TRUE);
    } else if (ts_is(function, "play-file")) {
        take_sound(markup, data);
    }
}

/* <prompt phrase="U heeft" filename="vm-you_have.wav"/>: the transcript of a recording. */
static void take_phrase(struct markup *markup, struct xml_walk *walk)
{
    struct ts_str phrase = xml_attribute(walk, "phrase");
    if (!ts_is(phrase, "NULL")) {
        markup_say_attribute(markup, phrase, FALSE);
    }
}

static void take_menu(struct markup *markup, struct xml_walk *walk)
{
    static const char *const sounds[] = {"greet-long", "greet-short", "invalid-sound",
                                         "exit-sound"};
    for (size_t i = 0; i < G_N_ELEMENTS(sounds); i++) {
        take_sound(markup, xml_attribute(walk, sounds[i]));
    }
}

/* <language name="nl">, with the phrases of nl inside. */
static void take_language(struct markup *markup, struct xml_walk *walk)
{
    markup_set_language(markup, xml_attribute(walk, "name"));
}

static const struct markup_element freeswitch[] = {
    {"language", 0, NULL, NULL, take_language},
    {"macro", MARKUP_STEP, "name", NULL, NULL},
    {"match", MARKUP_STEP, NULL, NULL, NULL},
    {"nomatch", MARKUP_STEP, NULL, NULL, NULL},
    {"action", 0, NULL, NULL, take_action},
    {"prompt", MARKUP_STEP, "filename", NULL, take_phrase},
    {"menu", MARKUP_STEP, "name", NULL, take_menu},
    {NULL, 0, NULL, NULL, NULL},
};

static const struct markup_dialect dialects[] = {
    {"speak", ssml, "SSML without words"},
    {"vxml", vxml, "VoiceXML without a prompt"},
    {"Response", twiml, "TwiML that says nothing"},
    {"include", freeswitch, "FreeSWITCH configuration without a phrase"},
    {"document", freeswitch, "FreeSWITCH configuration without a phrase"},
    {"configuration", freeswitch, "FreeSWITCH configuration without a phrase"},
    {"language", freeswitch, "FreeSWITCH configuration without a phrase"},
};

const struct markup_dialect *markup_dialect_of(const char *root)
{
    for (size_t i = 0; i < G_N_ELEMENTS(dialects); i++) {
        if (g_str_equal(dialects[i].root, root)) {
            return &dialects[i];
        }
    }
    return NULL;
}
