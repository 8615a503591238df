/* SPDX-License-Identifier: MIT
 *
 * dlopen, the symbol with the ABI in its name, and copies of the structs as long as ours.
 */
#include "core/plugin/loader.h"

#include <dlfcn.h>
#include <glib.h>

#include "core/plugin/contract.h"

#define ABI_TRIED 16 /* other majors looked for, to say which one it was built for */

struct loaded_plugin {
    char *path;
    void *handle;
    struct ts_plugin plugin;
    struct ts_source_ops source;
    struct ts_reader_ops reader;
    struct ts_check_ops check;
};

/* What the plugin's struct is too short for stays zero: an older plugin meets a newer host. */
static void copy_struct(void *to, size_t own_size, const void *from)
{
    uint32_t size;
    memset(to, 0, own_size);
    memcpy(&size, from, sizeof size);
    memcpy(to, from, MIN(own_size, size));
}

static char *wrong_abi(void *handle)
{
    for (unsigned major = 0; major < ABI_TRIED; major++) {
        g_autofree char *symbol = g_strdup_printf("touchstone_plugin_%u", major);
        if (dlsym(handle, symbol)) {
            return g_strdup_printf("built for ABI %u, this is ABI %u: rebuild it", major,
                                   TS_ABI_MAJOR);
        }
    }
    return g_strdup("no plugin: it lacks the symbol " TS_PLUGIN_SYMBOL);
}

/* The first fields are there in every plugin of this major. */
#define LEAST_SIZE offsetof(struct ts_plugin, source)

static int take(struct loaded_plugin *loaded, char **error_r)
{
    const struct ts_plugin *theirs = dlsym(loaded->handle, TS_PLUGIN_SYMBOL);
    if (!theirs) {
        *error_r = wrong_abi(loaded->handle);
        return -1;
    }
    if (theirs->abi_major != TS_ABI_MAJOR || theirs->size < LEAST_SIZE) {
        *error_r = theirs->abi_major != TS_ABI_MAJOR
                       ? g_strdup_printf("says ABI %u, this is ABI %u: rebuild it",
                                         theirs->abi_major, TS_ABI_MAJOR)
                       : g_strdup_printf("its descriptor is of %u bytes, too short for ABI %u: "
                                         "rebuild it",
                                         theirs->size, TS_ABI_MAJOR);
        return -1;
    }
    copy_struct(&loaded->plugin, sizeof loaded->plugin, theirs);
    struct ts_plugin *own = &loaded->plugin;
    if (own->source) {
        copy_struct(&loaded->source, sizeof loaded->source, own->source);
        own->source = &loaded->source;
    }
    if (own->reader) {
        copy_struct(&loaded->reader, sizeof loaded->reader, own->reader);
        own->reader = &loaded->reader;
    }
    if (own->check) {
        copy_struct(&loaded->check, sizeof loaded->check, own->check);
        own->check = &loaded->check;
    }
    *error_r = contract_plugin(own);
    return *error_r ? -1 : 0;
}

struct loaded_plugin *loader_open(const char *path, char **error_r)
{
    *error_r = NULL;
    if (!g_path_is_absolute(path)) {
        *error_r = g_strdup("plugins are loaded by absolute path only");
        return NULL;
    }
    struct loaded_plugin *loaded = g_new0(struct loaded_plugin, 1);
    loaded->path = g_strdup(path);
    loaded->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!loaded->handle) {
        const char *why = dlerror();
        *error_r = g_strdup(why ? why : "it can't be loaded");
    }
    if (!loaded->handle || take(loaded, error_r) != 0) {
        loader_close(&loaded);
    }
    return loaded;
}

void loader_close(struct loaded_plugin **loaded)
{
    if (*loaded) {
        g_free((*loaded)->path);
        g_free(*loaded);
        *loaded = NULL;
    }
}

const char *loader_path(const struct loaded_plugin *loaded)
{
    return loaded->path;
}

const struct ts_plugin *loader_plugin(const struct loaded_plugin *loaded)
{
    return &loaded->plugin;
}
