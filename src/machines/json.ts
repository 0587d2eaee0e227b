/** What survives being written as JSON and read again. Everything in a journal is made of it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = {readonly [key: string]: Json};
