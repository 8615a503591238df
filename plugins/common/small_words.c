/* SPDX-License-Identifier: MIT
 *
 * The small words of four languages, one table.
 */
#include "plugins/common/small_words.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

enum { NL, EN, DE, FR };

static const char *const languages[] = {[NL] = "nl", [EN] = "en", [DE] = "de", [FR] = "fr"};

struct small_word {
    char text[9];
    unsigned char language;
};

/* Those that one language has and the others have not, or seldom. Sorted by bytes. */
static const struct small_word small_words[] = {
    {"aan", NL},    {"aber", DE},     {"about", EN},       {"and", EN},    {"are", EN},
    {"at", EN},     {"au", FR},       {"auch", DE},        {"auf", DE},    {"aus", DE},
    {"aux", FR},    {"avec", FR},     {"be", EN},          {"been", EN},   {"bei", DE},
    {"bij", NL},    {"but", EN},      {"by", EN},          {"can", EN},    {"ce", FR},
    {"cette", FR},  {"daar", NL},     {"dans", FR},        {"das", DE},    {"dat", NL},
    {"dem", DE},    {"den", DE},      {"der", DE},         {"des", FR},    {"deze", NL},
    {"dit", NL},    {"door", NL},     {"du", FR},          {"een", NL},    {"ein", DE},
    {"eine", DE},   {"einem", DE},    {"einen", DE},       {"einer", DE},  {"elle", FR},
    {"est", FR},    {"et", FR},       {"for", EN},         {"from", EN},   {"f\303\274r", DE},
    {"gaat", NL},   {"geen", NL},     {"haben", DE},       {"has", EN},    {"have", EN},
    {"hebben", NL}, {"hebt", NL},     {"heeft", NL},       {"het", NL},    {"hij", NL},
    {"his", EN},    {"how", EN},      {"ich", DE},         {"if", EN},     {"ihnen", DE},
    {"ihr", DE},    {"ihre", DE},     {"ik", NL},          {"il", FR},     {"im", DE},
    {"into", EN},   {"ist", DE},      {"it", EN},          {"its", EN},    {"jetzt", DE},
    {"jij", NL},    {"jouw", NL},     {"kan", NL},         {"kann", DE},   {"kein", DE},
    {"keine", DE},  {"kunnen", NL},   {"la", FR},          {"le", FR},     {"les", FR},
    {"leur", FR},   {"maar", NL},     {"mais", FR},        {"meer", NL},   {"met", NL},
    {"mit", DE},    {"moet", NL},     {"more", EN},        {"my", EN},     {"na", NL},
    {"naar", NL},   {"nach", DE},     {"nicht", DE},       {"niet", NL},   {"nog", NL},
    {"nos", FR},    {"not", EN},      {"notre", FR},       {"nous", FR},   {"nur", DE},
    {"oder", DE},   {"om", NL},       {"ons", NL},         {"onze", NL},   {"ook", NL},
    {"op", NL},     {"or", EN},       {"ou", FR},          {"our", EN},    {"par", FR},
    {"pas", FR},    {"pour", FR},     {"que", FR},         {"qui", FR},    {"should", EN},
    {"sich", DE},   {"sie", DE},      {"sind", DE},        {"sont", FR},   {"sur", FR},
    {"that", EN},   {"the", EN},      {"their", EN},       {"there", EN},  {"these", EN},
    {"they", EN},   {"this", EN},     {"those", EN},       {"to", EN},     {"tot", NL},
    {"uit", NL},    {"und", DE},      {"une", FR},         {"uw", NL},     {"van", NL},
    {"von", DE},    {"voor", NL},     {"votre", FR},       {"vous", FR},   {"wat", NL},
    {"welke", NL},  {"wenn", DE},     {"werd", NL},        {"werden", DE}, {"when", EN},
    {"which", EN},  {"wie", DE},      {"wij", NL},         {"wir", DE},    {"wird", DE},
    {"with", EN},   {"worden", NL},   {"wordt", NL},       {"would", EN},  {"you", EN},
    {"your", EN},   {"zij", NL},      {"zijn", NL},        {"zu", DE},     {"zum", DE},
    {"zur", DE},    {"\303\240", FR}, {"\303\274ber", DE},
};

static int compare(const void *key, const void *row)
{
    const struct ts_str *word = key;
    const char *other = ((const struct small_word *)row)->text;
    size_t size = strlen(other);
    int order = memcmp(word->ptr, other, MIN(word->len, size));
    return order ? order : (word->len > size) - (word->len < size);
}

const char *small_word_language(struct ts_str folded)
{
    const struct small_word *found = NULL;
    if (folded.len >= 2 && folded.len < sizeof small_words[0].text) {
        found = bsearch(&folded, small_words, G_N_ELEMENTS(small_words), sizeof small_words[0],
                        compare);
    }
    return found ? languages[found->language] : NULL;
}
