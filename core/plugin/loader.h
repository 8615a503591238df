/* SPDX-License-Identifier: MIT
 *
 * Brings a plugin's .so into this process and holds its descriptor against the contract.
 */
#ifndef CORE_PLUGIN_LOADER_H
#define CORE_PLUGIN_LOADER_H

#include "touchstone/plugin.h"

struct loaded_plugin;

/* dlopen(RTLD_NOW | RTLD_LOCAL) of an absolute path, the symbol of this ABI, its tables. Runs the
 * constructors of the .so: only in a probe, a zygote or a source process. NULL: *error_r. */
struct loaded_plugin *loader_open(const char *path, char **error_r);

/* Does not unload: libraries keep data of threads, and leak reports their names. */
void loader_close(struct loaded_plugin **loaded);

const char *loader_path(const struct loaded_plugin *loaded);

/* The host's own copy: as long as this host's struct, what the plugin is too old for is zero. */
const struct ts_plugin *loader_plugin(const struct loaded_plugin *loaded);

#endif
