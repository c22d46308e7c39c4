import { configure } from 'gaung';
import { http } from 'gaung/adapters/http';
import { mount } from 'svelte';
import App from './App.svelte';

configure({ backend: http({ endpoint: import.meta.env.VITE_GAUNG_ENDPOINT ?? 'http://localhost:8787/' }) });

export default mount(App, { target: document.getElementById('app')! });
