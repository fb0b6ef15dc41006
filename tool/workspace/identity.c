#include "workspace/identity.h"

#include "git/git.h"

#include <pwd.h>
#include <unistd.h>

const char *
identity_name(struct workspace *workspace)
{
	struct git_person person = {0};
	struct diagnostics *diagnostics = &workspace->diagnostics;
	git_identity(&workspace->arena, &person, workspace->config.version_locations.items[0],
		diagnostics);
	if (person.name != NULL && person.email != NULL)
		return arena_printf(&workspace->arena, "%s <%s>", person.name, person.email);
	if (person.name != NULL)
		return person.name;
	return identity_account(workspace);
}

const char *
identity_account(struct workspace *workspace)
{
	const struct passwd *user = getpwuid(getuid());
	if (user != NULL)
		return arena_strdup(&workspace->arena, user->pw_name);
	return arena_printf(&workspace->arena, "user %ld", (long)getuid());
}
