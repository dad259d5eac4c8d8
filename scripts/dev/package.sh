# shellcheck shell=bash
# The Debian package, and proof that it installs and that OBS loads what it installed.

command_package() {
	local dir package
	dir=$(build_dir "$suite")
	ensure "$suite" && build "$suite" '' direct-post || return
	rm -rf "$dir/package"
	step "Packaging for Debian $suite" inside "$suite" cpack --config "$dir/CPackConfig.cmake" -B "$dir/package" || return
	mkdir -p "$source_dir/artifacts"
	package=$(find "$dir/package" -maxdepth 1 -name '*.deb')
	cp "$package" "$source_dir/artifacts/"
	inside "$suite" dpkg-deb --info "$package" | grep -E '^ (Package|Version|Depends|Installed-Size)'
	inside "$suite" dpkg-deb --contents "$package" | awk '$1 !~ /^d/ { print "  " substr($6, 2), $7, $8 }'
	step "Installing it in a copy of the root" check_package "$package" || return
	say "artifacts/${package##*/}"
}

# Hard links make the copy cheap; dpkg replaces files instead of writing into them, so the original stays as it is.
check_package() { # DEB
	local copy=$roots_dir/$suite.installed status=0
	! is_native "$suite" || { dpkg --dry-run -i "$1"; return; }
	rm -rf --one-file-system "$copy"
	cp -al "$roots_dir/$suite" "$copy" && (check_installed "$copy" "$1") || status=$?
	rm -rf --one-file-system "$copy"
	return "$status"
}

check_installed() { # ROOT DEB
	bwrap --bind "$1" / --dev /dev --proc /proc --perms 1777 --tmpfs /tmp --tmpfs /run --ro-bind "$2" /tmp/plugin.deb \
		--ro-bind "$source_dir/scripts/dev/check-installed" /tmp/check-installed --unshare-pid --unshare-user --uid 0 --gid 0 \
		--die-with-parent --clearenv --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv LC_ALL C.UTF-8 \
		-- sh -c 'dpkg --force-unsafe-io -i /tmp/plugin.deb && /tmp/check-installed'
}
