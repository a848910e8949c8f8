import project from '../../package.json' with { type: 'json' };

/** How records and logs name this program, e.g. `threadline 0.1.0`. */
export const SOFTWARE = `${project.name} ${project.version}`;
