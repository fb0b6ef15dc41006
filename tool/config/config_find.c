#include "config/config_find.h"

#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

static const char NAME[] = "schemac.ini";

/* Whether the folder is the top of a work tree, or a bare repository (gitrepository-layout(5)). */
static bool
is_repository(struct arena *arena, const char *folder)
{
	return file_exists(path_join(arena, folder, ".git")) ||
	       (file_exists(path_join(arena, folder, "HEAD")) &&
		       file_is_folder(path_join(arena, folder, "objects")) &&
		       file_is_folder(path_join(arena, folder, "refs")));
}

/* Whether the search ends here: the top of a repository or of a file system, or the root folder. */
static bool
is_last(struct arena *arena, const char *folder)
{
	struct stat here, above;
	if (is_repository(arena, folder) || stat(folder, &here) != 0 ||
		stat(path_join(arena, folder, ".."), &above) != 0)
		return true;
	return here.st_dev != above.st_dev || here.st_ino == above.st_ino;
}

static bool
is_file(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* The reason why a different user could change the file or folder, or NULL. */
static const char *
distrust(const struct stat *info)
{
	if (info->st_uid != geteuid() && info->st_uid != 0)
		return "belongs to a different user";
	/*
	 * The mode of a link is always 0777. In a sticky folder, users can change only their own
	 * files.
	 */
	bool safe = S_ISLNK(info->st_mode) || (S_ISDIR(info->st_mode) && info->st_mode & S_ISVTX);
	return !safe && info->st_mode & (S_IWGRP | S_IWOTH) ? "is writable by other users" : NULL;
}

static int
check_trust(struct arena *arena, const char *folder, const char *path,
	struct diagnostics *diagnostics)
{
	struct stat info;
	const char *culprit = "the file";
	const char *reason = NULL;
	if (lstat(path, &info) == 0)
		reason = distrust(&info);
	if (reason == NULL && stat(path, &info) == 0)
		reason = distrust(&info);
	if (reason == NULL && stat(folder, &info) == 0) {
		culprit = "its folder";
		reason = distrust(&info);
	}
	if (reason == NULL)
		return 0;
	diag_add(diagnostics, DIAG_BAD_CONFIG, location_of_file(path), "not used: %s %s", culprit,
		reason);
	diag_note(diagnostics, (struct location){0},
		"a configuration above the current folder is used only if no other user can change "
		"it; to use it anyway: schemac -c %s",
		text_shell_word(arena, path));
	return -1;
}

int
config_find(
	struct arena *arena, const char **out, const char *folder, struct diagnostics *diagnostics)
{
	*out = path_join(arena, folder, NAME);
	if (file_exists(*out))
		return 0;
	while (!is_last(arena, folder)) {
		folder = path_join(arena, folder, "..");
		*out = path_join(arena, folder, NAME);
		if (is_file(*out))
			return check_trust(arena, folder, *out, diagnostics);
	}
	*out = NULL;
	return 0;
}
