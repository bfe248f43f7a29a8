package Backend;

# Backend.pm: one session of the server, kept open through psql, and what its backend costs.
#
# CPU time is the run time of the backend that the kernel accounts in nanoseconds (/proc/PID/schedstat, first number),
# read while the backend waits for the next command: user and system time, no clock ticks, nothing of psql's own work.

use strict;
use warnings;
use IPC::Open2 qw(open2);

# Opens a session on a database of the server that PGHOST and the like name.
sub connect {
    my ($class, $database) = @_;
    local $ENV{PGDATABASE} = $database;
    local $ENV{PGOPTIONS} = '-c client_min_messages=notice';
    my $psql = open2(my $out, my $in, 'sh', '-c', 'exec psql -X -q -A -t -v ON_ERROR_STOP=1 2>&1')
        or die "psql does not start\n";
    my $self = bless {psql => $psql, in => $in, out => $out, database => $database, marks => 0}, $class;
    $self->{in}->autoflush(1);
    ($self->{pid}) = $self->query('SELECT pg_backend_pid()');
    -r "/proc/$self->{pid}/schedstat" or die "/proc/$self->{pid}/schedstat cannot be read: this bench needs Linux\n";
    return $self;
}

# Runs statements (each ended by a semicolon); returns the lines that came back, notices among them.
sub run {
    my ($self, $statements) = @_;
    my $mark = 'done ' . ++$self->{marks};
    print {$self->{in}} $statements, "\n\\echo $mark\n";
    my @lines;
    while (defined(my $line = readline $self->{out})) {
        chomp $line;
        return @lines if $line eq $mark;
        push @lines, $line;
    }
    die "psql on $self->{database} ended:\n", map {"$_\n"} @lines;
}

sub query {
    my ($self, $statement) = @_;
    my @lines = $self->run("$statement;");
    return wantarray ? @lines : $lines[0];
}

# Runs statements that must say nothing: a warning would be another kind of work than what is measured.
sub run_silently {
    my ($self, $statements) = @_;
    my @lines = $self->run($statements);
    die "$self->{database} was not silent:\n", map {"$_\n"} @lines if @lines;
    return;
}

# Nanoseconds of CPU so far. The mark comes back a moment before the backend sleeps: wait for that.
sub cpu {
    my ($self) = @_;
    my ($before, $now) = (-1, $self->run_time);
    while ($now != $before) {
        select undef, undef, undef, 0.0005;
        ($before, $now) = ($now, $self->run_time);
    }
    return $now;
}

sub run_time {
    my ($self) = @_;
    open my $file, '<', "/proc/$self->{pid}/schedstat" or die "backend $self->{pid} is gone: $!\n";
    my ($time) = split ' ', readline $file;
    return $time;
}

# The CPU time in nanoseconds that the statements took.
sub cost {
    my ($self, $statements) = @_;
    my $before = $self->cpu;
    $self->run($statements);
    return $self->cpu - $before;
}

# Memory in kB: a line of /proc/PID/status.
sub memory {
    my ($self, $which) = @_;
    open my $file, '<', "/proc/$self->{pid}/status" or die "backend $self->{pid} is gone: $!\n";
    while (my $line = readline $file) {
        return $1 if $line =~ /^\Q$which\E:\s+(\d+) kB/;
    }
    die "/proc/$self->{pid}/status has no $which\n";
}

# Forgets the high-water mark VmHWM.
sub reset_peak {
    my ($self) = @_;
    open my $file, '>', "/proc/$self->{pid}/clear_refs" or die "clear_refs of $self->{pid}: $!\n";
    print {$file} "5\n";
    close $file or die "clear_refs of $self->{pid}: $!\n";
    return;
}

sub close {
    my ($self) = @_;
    CORE::close $self->{in};
    CORE::close $self->{out};
    waitpid $self->{psql}, 0;
    return;
}

sub percentile {
    my ($share, @numbers) = @_;
    my @sorted = sort { $a <=> $b } @numbers;
    my $place = $share * $#sorted;
    my $low = int $place;
    my $high = $low < $#sorted ? $low + 1 : $low;
    return $sorted[$low] + ($sorted[$high] - $sorted[$low]) * ($place - $low);
}

sub median { return percentile(0.5, @_) }

# A figure beside its bar: 1.043 (bar 1.06, met).
sub beside_bar {
    my ($format, $figure, $bar) = @_;
    return sprintf "$format (bar $format, %s)", $figure, $bar, $figure <= $bar ? 'met' : 'MISSED';
}

1;
