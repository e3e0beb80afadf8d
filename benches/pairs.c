/* Times whole processes. A shell is too imprecise for programs that run for a third of a millisecond.
 *
 *   pairs time ROUNDS [1]  run the commands on stdin in turn, in reverse order every other round; with 1, on one core
 *   pairs herd COUNT       run the command on stdin COUNT times at once
 *   pairs evict FILE...    drop files from the page cache, as after a reboot
 *
 * Each line on stdin is a command, with fields separated by tabs: its name, the name of the command to compare it with,
 * NAME=VALUE for further environment variables, the program, its arguments. In the last argument, {} is replaced by a
 * different number for each run. stdin and stdout are /dev/null. `time` prints a line for each command, with tabs: name,
 * median in microseconds, median ratio to the other command in the same round, peak memory in KiB, failed runs.
 * `herd` prints the milliseconds until the last process has ended, and the failures. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS = 64, ARGS = 64 };

struct command {
    char *name, *other, *pattern, *args[ARGS], **environment;
    double *took;
    long memory, failed;
};

extern char **environ;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

/* This process's environment with `variables` added or replaced. */
static char **environment(char **variables, int count) {
    int size = 0, kept = 0;
    while (environ[size]) size++;
    char **all = calloc(size + count + 1, sizeof *all);
    for (int i = 0; i < size; i++) {
        int is_new = 0;
        for (int j = 0; j < count; j++)
            is_new |= strncmp(environ[i], variables[j], strchr(variables[j], '=') - variables[j] + 1) == 0;
        if (!is_new) all[kept++] = environ[i];
    }
    memcpy(all + kept, variables, count * sizeof *variables);
    return all;
}

static int read_commands(struct command *commands) {
    char *line = NULL;
    size_t size = 0;
    int count = 0;
    while (count < COMMANDS && getline(&line, &size, stdin) > 0) {
        struct command *it = &commands[count++];
        char *variables[ARGS], *rest = strdup(line);
        int variable_count = 0, args = 0;
        rest[strcspn(rest, "\n")] = 0;
        it->name = strsep(&rest, "\t");
        it->other = strsep(&rest, "\t");
        for (char *word; (word = strsep(&rest, "\t")) && args < ARGS - 1;)
            if (!args && strchr(word, '=')) variables[variable_count++] = word;
            else it->args[args++] = word;
        if (!it->other || !args) fail("no command on this line");
        it->environment = environment(variables, variable_count);
    }
    return count;
}

/* Replaces {} in the last argument with the next number. */
static void substitute_number(struct command *it) {
    static int number;
    static char text[1024];
    int last = 0;
    while (it->args[last + 1]) last++;
    if (!it->pattern && strstr(it->args[last], "{}")) it->pattern = it->args[last];
    if (!it->pattern) return;
    int before = strstr(it->pattern, "{}") - it->pattern;
    snprintf(text, sizeof text, "%.*s%d%s", before, it->pattern, ++number, it->pattern + before + 2);
    it->args[last] = text;
}

static double run(struct command *it, posix_spawn_file_actions_t *files) {
    pid_t pid;
    int status;
    struct rusage usage;
    substitute_number(it);
    double begin = now();
    if (posix_spawnp(&pid, it->args[0], files, NULL, it->args, it->environment)) fail(it->args[0]);
    if (wait4(pid, &status, 0, &usage) < 0) fail("wait4");
    double took = now() - begin;
    if (usage.ru_maxrss > it->memory) it->memory = usage.ru_maxrss;
    it->failed += status != 0;
    return took;
}

static int by_size(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(const double *values, size_t count) {
    double *sorted = malloc(count * sizeof *sorted);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_size);
    double middle = (sorted[count / 2] + sorted[(count - 1) / 2]) / 2;
    free(sorted);
    return middle;
}

static void print(struct command *commands, int count, size_t rounds) {
    double *ratios = calloc(rounds, sizeof *ratios);
    for (int i = 0; i < count; i++) {
        struct command *it = &commands[i], *other = it;
        for (int j = 0; j < count; j++)
            if (!strcmp(commands[j].name, it->other)) other = &commands[j];
        for (size_t round = 0; round < rounds; round++) ratios[round] = it->took[round] / other->took[round];
        printf("%s\t%.0f\t%.3f\t%ld\t%ld\n", it->name, median(it->took, rounds), median(ratios, rounds), it->memory,
               it->failed);
    }
}

static void time_all(size_t rounds, int one_core) {
    static struct command commands[COMMANDS];
    int count = read_commands(commands);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    if (one_core) {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(sched_getcpu(), &cores);
        sched_setaffinity(0, sizeof cores, &cores);
    }
    for (int i = 0; i < count; i++) {
        commands[i].took = calloc(rounds, sizeof(double));
        run(&commands[i], &files); /* fills the page cache */
        commands[i].failed = 0;
    }
    for (size_t round = 0; round < rounds; round++)
        for (int i = 0; i < count; i++) {
            struct command *it = &commands[round % 2 ? count - 1 - i : i];
            it->took[round] = run(it, &files);
        }
    print(commands, count, rounds);
}

static void herd(int size) {
    static struct command commands[COMMANDS];
    int gate[2], failed = 0, status;
    if (read_commands(commands) < 1 || pipe2(gate, O_CLOEXEC)) fail("herd");
    for (int i = 0; i < size; i++) {
        pid_t pid = fork();
        if (pid < 0) fail("fork");
        if (pid) continue;
        char none;
        int null = open("/dev/null", O_RDWR);
        for (int stream = 0; stream < 3; stream++) dup2(null, stream);
        close(gate[1]);
        /* Wait until the parent closes the pipe. */
        while (read(gate[0], &none, 1) > 0) {}
        execvpe(commands[0].args[0], commands[0].args, commands[0].environment);
        _exit(127);
    }
    sleep(1); /* until all of them wait */
    double begin = now();
    close(gate[1]);
    for (int i = 0; i < size; i++) failed += wait(&status) < 0 || status != 0;
    printf("%.0f\t%d\n", (now() - begin) / 1e3, failed);
}

/* Removes a file from the page cache. A file that was written or read sequentially is cached in larger folios than a
 * program that was paged in while it ran. */
static void evict(const char *path) {
    int file = open(path, O_RDONLY);
    if (file < 0 || fsync(file)) fail(path);
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    close(file);
}

int main(int count, char **args) {
    if (count > 2 && !strcmp(args[1], "time")) time_all(strtoul(args[2], NULL, 10), count > 3);
    else if (count == 3 && !strcmp(args[1], "herd")) herd(atoi(args[2]));
    else if (count > 2 && !strcmp(args[1], "evict"))
        for (int i = 2; i < count; i++) evict(args[i]);
    else return 2;
}
