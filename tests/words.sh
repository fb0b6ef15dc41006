#!/usr/bin/env bash
# Checks what people read for habits that are not plain technical English; tests/words has the list.
#
#	tests/words.sh [PATH…]
#
# PATH  files or folders to check; without it, everything in the repository that is written for people
#
# Checked are: comments and strings of C, shell, Python, CMake and Make sources (in tests/unit only
# comments, because the strings are data and messages of tool/), Markdown and manual
# pages outside their examples, and the comments of the sessions in tests/cases. Wrapped lines are
# joined first. Each finding is printed as FILE:LINE: "TEXT": REASON; write SUGGESTION. TEXT
# includes what surrounds it.
set -euo pipefail
rules=$(realpath "$(dirname "$0")/words")
if [ $# -eq 0 ]; then
	cd "$(dirname "$0")/.."
	set -- README.md CMakeLists.txt .ci cmake examples make tests tool
fi
find "$@" -type f ! -path '*/fuzz/corpus/*' ! -path '*/tests/words' \( -name '*.[ch157]' -o -name '*.def' \
	-o -name '*.md' -o -name '*.sh' -o -name '*.py' -o -name '*.zsh' -o -name 'CMakeLists.txt' \
	-o -name '*.cmake' -o -name '*.in' -o -name 'Makefile' -o -name 'cmd' -o -path '*/.ci/*' \
	-o -path '*/tests/layers' -o -path '*/tests/names' \) ! -path '*/cases/*/*.[ch]' -print0 |
	sort -z | xargs -0 perl -CSDA -e '
use strict;
use warnings;
use utf8;
my ($rules, @files) = @ARGV;
my (@words, @allowed, $failed);

# The rules: "word PATTERN" or "allow FILE: TEXT", then a line with the reason.
open my $in, "<", $rules or die "$rules: $!\n";
while (<$in>) {
	chomp;
	next if /^#|^\s*$/;
	my $rule = $_;
	my $reason = <$in> // "";
	$reason =~ s/^\s+|\s+$//g;
	die "$rules:$.: error: the line after a rule gives its reason\n" if $reason eq "";
	if ($rule =~ /^word (.+)$/) {
		push @words, [qr/$1/i, $reason];
	} elsif ($rule =~ /^allow ([^:]+): (.+)$/) {
		my ($name, $text) = ($1, $2);
		my $pattern = join "\\s+", map { quotemeta } split " ", $text;
		push @allowed, {name => $name, text => $text, pattern => qr/$pattern/i, line => $. - 1};
	} else {
		die "$rules:$.: error: expected \"word PATTERN\" or \"allow FILE: TEXT\"\n";
	}
}
die "$rules: error: ", scalar @allowed, " exceptions; 15 are allowed\n" if @allowed > 15;

# Whether an exception covers the text from one offset to another; it is then used.
sub is_allowed {
	my ($file, $text, $from, $to) = @_;
	for my $exception (@allowed) {
		next if $file !~ m{(^|/)\Q$exception->{name}\E$};
		while ($text =~ /$exception->{pattern}/g) {
			return $exception->{used} = 1 if $-[0] < $to && $+[0] > $from;
		}
	}
	return 0;
}

# Reports each habit in a text that begins on a line of a file.
sub check {
	my ($file, $line, $text) = @_;
	for my $word (@words) {
		my ($pattern, $reason) = @$word;
		while ($text =~ /$pattern/g) {
			my ($from, $to) = ($-[0], $+[0]);
			$from++ while substr($text, $from, 1) =~ /[\s.:;,(]/;
			next if is_allowed($file, $text, $from, $to);
			my $at = $line + (substr($text, 0, $from) =~ tr/\n//);
			my $before = $from < 24 ? $from : 24;
			my $shown = substr $text, $from - $before, $before + $to - $from + 24;
			$shown =~ s/^\S*\s+// if $before == 24;
			$shown =~ s/\s+\S*$// if $to + 24 < length $text;
			$shown =~ s/\s+/ /g;
			$shown =~ s/^ | $//g;
			print "$file:$at: \"$shown\": $reason\n";
			$failed = 1;
		}
	}
}

# Calls check for each comment and each string of a C source. Strings that follow each other are one
# text.
sub check_c {
	my ($file, $source) = @_;
	my $string = qr/"(?:[^"\\\n]|\\.)*"/;
	while ($source =~ m{/\*(.*?)\*/|((?:[ \t]*//[^\n]*\n?)+)|^[ \t]*\#[ \t]*include[^\n]*|(\x27(?:[^\x27\\\n]|\\.)+\x27)|($string(?:\s*$string)*)}gms) {
		my ($comment, $lines, undef, $strings) = ($1, $2, $3, $4);
		my $start = $-[0];
		my $line = 1 + (substr($source, 0, $start) =~ tr/\n//);
		if (defined $comment) {
			$comment =~ s/^[ \t]*\*//mg;
			check($file, $line, $comment =~ s/^[ *]+//r);
		} elsif (defined $lines) {
			check($file, $line, $lines =~ s{^[ \t]*//}{}mgr);
		} elsif (defined $strings && $file !~ m{(^|/)tests/unit/}) {
			$strings =~ s/"(\s*)"/$1/g;
			$strings =~ s/^"|"$//g;
			$strings =~ s/\\n/ /g;
			$strings =~ s/\\"/"/g;
			check($file, $line, $strings);
		}
	}
}

# Calls check for the comments and the strings of a source whose comments begin with #.
sub check_script {
	my ($file, $source) = @_;
	my ($line, $start, $comment) = (0, 0, "");
	$source =~ s{\#\[(=*)\[(.*?)\]\1\]}{join "\n", map { "#$_" } split /\n/, $2, -1}gse;
	for (split(/\n/, $source), "") {
		$line++;
		if (/^\s*#(.*)/) {
			$start = $line if $comment eq "";
			$comment .= "$1\n";
			next;
		}
		check($file, $start, $comment) if $comment ne "";
		$comment = "";
		check($file, $line, $1) if /\s#\s(.*)/;
		check($file, $line, $1) while /"([^"]*)"/g;
		check($file, $line, $1) while /(?<!\w)\x27([^\x27]* [^\x27]*)\x27/g;
	}
}

# Calls check for each paragraph of a page outside its examples.
sub check_page {
	my ($file, $source) = @_;
	my $keep_lines = sub { "\n" x ($_[0] =~ tr/\n//) };
	$source =~ s/^```.*?^```/$keep_lines->($&)/gmse;
	$source =~ s/^\.EX\b.*?^\.EE\b/$keep_lines->($&)/gmse;
	$source =~ s/^\.nf\b.*?^\.fi\b/$keep_lines->($&)/gmse;
	$source =~ s/^\.\\".*$//gm;
	my $line = 1;
	for my $paragraph (split /(\n(?:[ \t]*\n|(?=\.(?:TP|PP|SH|SS|IP|RS|RE)\b))+)/, $source) {
		check($file, $line, $paragraph) if $paragraph =~ /\w/;
		$line += $paragraph =~ tr/\n//;
	}
}

for my $file (@files) {
	open my $in, "<", $file or die "$file: $!\n";
	local $/;
	my $source = <$in>;
	close $in;
	if ($file =~ /\.(c|h|def|h\.in)$/) {
		check_c($file, $source);
	} elsif ($file =~ /\.(md|[157])$/) {
		check_page($file, $source);
	} elsif ($file =~ m#(^|/)cmd$#) {
		$source =~ s/^[^#].*$//gm;
		check_script($file, $source);
	} else {
		check_script($file, $source);
	}
}
for my $exception (@allowed) {
	my ($name, $text, $line) = @$exception{qw(name text line)};
	next if $exception->{used} || !grep { m{(^|/)\Q$name\E$} } @files;
	print "$rules:$line: error: unused exception: $name: $text\n";
	$failed = 1;
}
exit($failed ? 1 : 0);
' "$rules"
