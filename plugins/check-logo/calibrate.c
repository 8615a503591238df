/* SPDX-License-Identifier: MIT
 *
 * Raises a reference's thresholds above what any confuser reaches, and tells which logos are not
 * distinctive.
 */
#include "plugins/check-logo/book.h"
#include "plugins/check-logo/confusers.h"

#define COARSE 0.35
#define GENERIC 0.975 /* best confuser from which a logo is no more than a shape */
#define ABOVE 0.01

/* The best confuser of a reference. */
struct worst {
    double score[2];
    const char *name;
};

static void meet(const struct logo_book *book, const struct hypothesis *hypothesis,
                 const char *name, struct worst *worst)
{
    for (guint i = 0; i < book->references->len; i++) {
        const struct model *model = book_model(book, i);
        if (match_coarse(hypothesis, model, FALSE) < COARSE) {
            continue;
        }
        struct match match;
        match_run(hypothesis, model, &match_as_is, &match);
        if (MAX(match.score[0], match.score[1]) > MAX(worst[i].score[0], worst[i].score[1])) {
            worst[i].name = name;
        }
        worst[i].score[0] = MAX(worst[i].score[0], match.score[0]);
        worst[i].score[1] = MAX(worst[i].score[1], match.score[1]);
    }
}

static void set_thresholds(struct logo_book *book, const struct worst *worst)
{
    for (guint i = 0; i < book->references->len; i++) {
        struct logo_reference *reference =
            &g_array_index(book->references, struct logo_reference, i);
        struct logo_version *version =
            &g_array_index(book->versions, struct logo_version, reference->version);
        double best = worst[i].score[MATCH_COMPOSITE];
        reference->threshold = MAX(COMPOSITE_THRESHOLD, best + ABOVE);
        reference->silhouette_threshold =
            MAX(SILHOUETTE_THRESHOLD, worst[i].score[MATCH_SILHOUETTE] + ABOVE);
        /* A version is as distinctive as its most distinctive variant. */
        if (!version->confuser || best < version->best_confuser) {
            version->best_confuser = best;
            g_free(version->confuser);
            version->confuser = g_strdup(worst[i].name ? worst[i].name : "");
        }
    }
}

void book_calibrate(struct logo_book *book)
{
    g_autofree struct worst *worst = g_new0(struct worst, book->references->len);
    for (guint number = 0; number < CONFUSERS; number++) {
        struct picture picture = {0};
        struct candidate candidate;
        const char *name = confuser_draw(number, &picture);
        candidate_open(&picture, &candidate);
        for (guint i = 0; i < candidate.count; i++) {
            meet(book, &candidate.hypotheses[i], name, worst);
        }
        candidate_close(&candidate);
        picture_clear(&picture);
    }
    set_thresholds(book, worst);
    for (guint i = 0; i < book->versions->len; i++) {
        struct logo_version *version = &g_array_index(book->versions, struct logo_version, i);
        version->is_generic = version->best_confuser > GENERIC;
    }
}
